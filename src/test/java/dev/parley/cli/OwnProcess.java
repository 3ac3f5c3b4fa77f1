package dev.parley.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Parley in a process of its own, with the class path of the tests. */
final class OwnProcess {
    private OwnProcess() {}

    /** @param machine options of the virtual machine */
    static List<String> command(List<String> machine, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machine);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
