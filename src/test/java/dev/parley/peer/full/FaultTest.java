package dev.parley.peer.full;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.full.Fault.Weight;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import dev.parley.requirement.Requirement.Level;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void thereAreAtLeastAHundredAndTenFaultsAndTwentyVariants() {
        assertThat(Fault.all()).hasSizeGreaterThanOrEqualTo(110);
        assertThat(Variant.values()).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void eachHasANameAndASentenceOfItsOwn() {
        assertThat(Fault.all()).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(Fault.all())
                .extracting(fault -> fault.breaks().sentence())
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.matches("[^a-z ].*\\."));
    }

    @Test
    void itsRowsAreInTheCatalogue() {
        Set<String> rows = Fault.all().stream()
                .flatMap(fault -> fault.breaks().rows().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Catalogue.ids()).containsAll(rows);
    }

    @Test
    void aSheerWishIsNeverAViolation() {
        List<String> tooHeavy = Fault.all().stream()
                .filter(fault -> fault.breaks().weight() == Weight.VIOLATION)
                .filter(fault ->
                        fault.breaks().rows().stream().map(FaultTest::level).allMatch(FaultTest::isWish))
                .map(Fault::name)
                .toList();
        assertThat(tooHeavy).isEmpty();
    }

    private static Level level(String row) {
        return Catalogue.find(row).map(Requirement::level).orElseThrow();
    }

    private static boolean isWish(Level level) {
        return switch (level) {
            case SHOULD, SHOULD_NOT -> true;
            // A MAY row fails only for the very thing its test calls a violation.
            case MUST, MUST_NOT, MAY -> false;
        };
    }
}
