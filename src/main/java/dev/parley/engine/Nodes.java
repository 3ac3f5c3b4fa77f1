package dev.parley.engine;

import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import java.io.File;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** The nodes below the engine: scripts, and in them tests or the one error that stands for a rejected script. */
final class Nodes {
    private Nodes() {}

    /** A script. */
    static final class ScriptNode extends AbstractTestDescriptor {
        private final FileSource source;

        ScriptNode(UniqueId id, String name, String file) {
            this(id, name, FileSource.from(new File(file), FilePosition.from(1)));
        }

        private ScriptNode(UniqueId id, String name, FileSource source) {
            super(id, name, source);
            this.source = source;
        }

        /** A line of it; which file it is has been found out. */
        TestSource line(int line) {
            return source.withPosition(FilePosition.from(line));
        }

        @Override
        public Type getType() {
            return Type.CONTAINER;
        }
    }

    /** One test, or one repetition of it. */
    static final class TestNode extends AbstractTestDescriptor {
        private final Program program;
        private final TestCase test;

        TestNode(UniqueId id, String name, Program program, TestCase test, TestSource source) {
            super(id, name, source);
            this.program = program;
            this.test = test;
        }

        Program program() {
            return program;
        }

        TestCase test() {
            return test;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }

        @Override
        public Set<TestTag> getTags() {
            Set<TestTag> tags = new LinkedHashSet<>();
            test.tags().stream().sorted().forEach(tag -> tags.add(TestTag.create(tag)));
            return tags;
        }
    }

    /** Stands for a script that cannot run: one errored test. */
    static final class RejectedNode extends AbstractTestDescriptor {
        private final String file;
        private final Loaded.Rejected script;

        RejectedNode(UniqueId id, String name, String file, Loaded.Rejected script, TestSource source) {
            super(id, name, source);
            this.file = file;
            this.script = script;
        }

        String file() {
            return file;
        }

        Loaded.Rejected script() {
            return script;
        }

        @Override
        public Type getType() {
            return Type.TEST;
        }
    }

    /** The script a node belongs to. */
    static ScriptNode scriptOf(TestDescriptor node) {
        return (ScriptNode) node.getParent().orElseThrow();
    }
}
