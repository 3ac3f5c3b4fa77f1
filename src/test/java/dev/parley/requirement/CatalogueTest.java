package dev.parley.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void rowsAreFoundByTheirId() {
        assertThat(Catalogue.find("rfc1939.retr.complete")).hasValueSatisfying(row -> {
            assertThat(row.rfc()).isEqualTo("RFC1939");
            assertThat(row.level()).isEqualTo(Requirement.Level.MUST);
            assertThat(row.title()).isNotBlank();
            assertThat(row.section()).isNotBlank();
        });
        assertThat(Catalogue.find("rfc1939.retr")).isEmpty();
    }

    @Test
    void theWholeCatalogueIsRead() {
        assertThat(Catalogue.ids()).hasSizeGreaterThan(300).allMatch(id -> id.matches("[A-Za-z0-9._-]+"));
        assertThat(Catalogue.ids().stream()
                        .map(id -> Catalogue.find(id).orElseThrow().level()))
                .contains(Requirement.Level.MUST_NOT, Requirement.Level.SHOULD, Requirement.Level.MAY);
    }
}
