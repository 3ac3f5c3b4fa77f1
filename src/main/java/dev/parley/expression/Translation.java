package dev.parley.expression;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What Groovy makes of an expression.
 *
 * @param freeNames the names it takes from its scope, with the offset where each stands first
 * @param paths the properties it reads of those, such as {@code tls.version}
 * @param classes the octets of each class by its name: that of the expression, and those of its closures
 */
record Translation(Map<String, Integer> freeNames, Set<String> paths, Map<String, byte[]> classes) {
    static Translation read(DataInputStream in) throws IOException {
        Map<String, Integer> freeNames = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            freeNames.put(in.readUTF(), in.readInt());
        }
        Set<String> paths = new LinkedHashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            paths.add(in.readUTF());
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return new Translation(freeNames, paths, classes);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(freeNames.size());
        for (Map.Entry<String, Integer> name : freeNames.entrySet()) {
            out.writeUTF(name.getKey());
            out.writeInt(name.getValue());
        }
        out.writeInt(paths.size());
        for (String path : paths) {
            out.writeUTF(path);
        }
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> one : classes.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeInt(one.getValue().length);
            out.write(one.getValue());
        }
    }
}
