package dev.parley.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Runs Parley's scripts on the JUnit Platform. */
public final class ParleyEngine implements TestEngine {
    /** The engine's id, and the first segment of every unique id. */
    public static final String ID = "parley";

    /** The last segment of the unique id of the one test that stands for a script that cannot run. */
    public static final String ERROR = "error";

    private final @Nullable EngineSettings settings;
    private final RunObserver observer;
    private volatile @Nullable Execution execution;
    private volatile @Nullable String interruption;

    /** For the platform's own discovery of engines: settings come from configuration parameters. */
    public ParleyEngine() {
        this.settings = null;
        this.observer = RunObserver.NONE;
    }

    /** For a launcher of ours. */
    public ParleyEngine(EngineSettings settings, RunObserver observer) {
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("dev.parley");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("parley");
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineSettings known = settings;
        EngineSettings effective = known == null
                ? Configuration.read(request.getConfigurationParameters(), Discovery.places(request))
                : known;
        Root root = new Root(id, effective, known == null);
        new Discovery(root, effective, known == null ? message -> warn(request, id, message) : observer::notFound)
                .discover(request);
        return root;
    }

    /** A warning and no error: that would keep all other scripts from running. */
    private static void warn(EngineDiscoveryRequest request, UniqueId id, String message) {
        request.getDiscoveryListener()
                .issueEncountered(id, DiscoveryIssue.create(DiscoveryIssue.Severity.WARNING, message));
    }

    @Override
    public void execute(ExecutionRequest request) {
        Root root = (Root) request.getRootTestDescriptor();
        Execution running = new Execution(root.settings, observer, request);
        execution = running;
        String early = interruption;
        if (early != null) {
            running.interrupt(early);
        }
        try {
            running.run();
        } finally {
            execution = null;
            if (root.ownsServer) {
                root.settings.server().close();
            }
        }
    }

    /** Ends what runs or will run, as soon as possible, and skips the rest; from any thread. */
    public void interrupt(String reason) {
        interruption = reason;
        Execution running = execution;
        if (running != null) {
            running.interrupt(reason);
        }
    }

    /** The engine's own node, which carries the settings from discovery to execution. */
    static final class Root extends EngineDescriptor {
        private final EngineSettings settings;
        private final boolean ownsServer;

        Root(UniqueId id, EngineSettings settings, boolean ownsServer) {
            super(id, "Parley");
            this.settings = settings;
            this.ownsServer = ownsServer;
        }
    }
}
