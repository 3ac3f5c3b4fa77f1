package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.program.Loaded;
import org.junit.jupiter.api.Test;

class HeadStartTest {
    /** A script with a mistake would link the printing of mistakes in place of what runs need. */
    @Test
    void itsScriptIsRight() {
        assertThat(HeadStart.run())
                .isInstanceOfSatisfying(
                        Loaded.Accepted.class,
                        accepted -> assertThat(accepted.program().tests()).hasSize(1));
    }
}
