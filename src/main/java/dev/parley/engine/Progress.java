package dev.parley.engine;

import dev.parley.interpreter.Problem;
import dev.parley.interpreter.TestResult;
import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.Visible;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Tells the platform and the observer what becomes of each test. A script begins with the first of its tests and ends
 * with the last one. Events come one at a time, whatever thread they are from.
 */
final class Progress {
    private final EngineExecutionListener listener;
    private final RunObserver observer;
    private final Map<TestDescriptor, Integer> left = new HashMap<>();
    private final Set<TestDescriptor> begun = new HashSet<>();

    Progress(EngineExecutionListener listener, RunObserver observer) {
        this.listener = listener;
        this.observer = observer;
    }

    /** Begins the run and returns its tests. */
    synchronized List<TestDescriptor> begin(TestDescriptor root) {
        listener.executionStarted(root);
        List<TestDescriptor> tests = new ArrayList<>();
        for (TestDescriptor script : root.getChildren()) {
            tests.addAll(script.getChildren());
            left.put(script, script.getChildren().size());
        }
        return tests;
    }

    synchronized void end(TestDescriptor root) {
        listener.executionFinished(root, TestExecutionResult.successful());
    }

    /** A test is not even begun. */
    synchronized void notRun(Nodes.TestNode node, String reason) {
        TestResult result = TestResult.notRun(TestResult.Outcome.SKIPPED, List.of(), reason);
        beginScript(node);
        observer.finished(node.program(), node.test(), node.getDisplayName(), result);
        listener.executionSkipped(node, reason);
        endScript(node);
    }

    synchronized void started(Nodes.TestNode node) {
        beginScript(node);
        listener.executionStarted(node);
    }

    synchronized void finished(Nodes.TestNode node, TestResult result) {
        observer.finished(node.program(), node.test(), node.getDisplayName(), result);
        listener.executionFinished(node, platformResult(result));
        endScript(node);
    }

    synchronized void rejected(Nodes.RejectedNode node) {
        beginScript(node);
        listener.executionStarted(node);
        observer.rejected(node.file(), node.script());
        String drawn = DiagnosticRenderer.render(
                node.script().diagnostics().stream().filter(Diagnostic::isError).toList());
        listener.executionFinished(node, TestExecutionResult.failed(new ScriptRejectedException(drawn)));
        endScript(node);
    }

    private void beginScript(TestDescriptor node) {
        TestDescriptor script = Nodes.scriptOf(node);
        if (begun.add(script)) {
            listener.executionStarted(script);
        }
    }

    private void endScript(TestDescriptor node) {
        TestDescriptor script = Nodes.scriptOf(node);
        if (left.merge(script, -1, Integer::sum) == 0) {
            listener.executionFinished(script, TestExecutionResult.successful());
        }
    }

    private static TestExecutionResult platformResult(TestResult result) {
        return switch (result.outcome()) {
            case PASSED, KNOWN_ISSUE_GONE -> TestExecutionResult.successful();
            case SKIPPED -> TestExecutionResult.aborted(new TestAbortedException(result.reason()));
            case KNOWN_ISSUE ->
                TestExecutionResult.aborted(new TestAbortedException("known issue: " + result.reason()));
            case FAILED -> {
                Problem first = result.problems().getFirst();
                yield TestExecutionResult.failed(
                        first.expected() == null || first.actual() == null
                                ? new AssertionFailedError(text(result))
                                : new AssertionFailedError(text(result), first.expected(), first.actual()));
            }
            case ERRORED -> TestExecutionResult.failed(new CouldNotRunException(text(result)));
        };
    }

    private static String text(TestResult result) {
        return result.problems().stream().map(Progress::text).collect(Collectors.joining("\n"));
    }

    /** With what a diagnosis says: who reads it in an IDE or in Surefire's report has nothing else. */
    private static String text(Problem problem) {
        StringBuilder text = new StringBuilder(problem.span().place() + ": " + problem.message());
        problem.notes().forEach(note -> text.append("\n  note: ").append(note.replace("\n", "\n        ")));
        if (problem.hint() != null) {
            text.append("\n  help: ").append(problem.hint());
        }
        return Visible.block(text.toString());
    }
}
