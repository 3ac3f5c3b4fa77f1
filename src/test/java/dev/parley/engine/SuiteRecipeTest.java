package dev.parley.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The README's recipe for Surefire, which hands only classes to engines. */
class SuiteRecipeTest {
    @Suite
    @IncludeEngines("parley")
    @SelectDirectories("src/test/resources/suite")
    @ConfigurationParameter(key = "parley.timeout", value = "60")
    static class Pop3Scripts {}

    @Test
    void aSuiteClassRunsScripts() {
        EngineTestKit.engine("junit-platform-suite")
                .selectors(selectClass(Pop3Scripts.class))
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.started(1).succeeded(1));
    }
}
