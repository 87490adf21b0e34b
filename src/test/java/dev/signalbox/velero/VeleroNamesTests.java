package dev.signalbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VeleroNamesTests {

  @Test
  void keepsNamesOf63CharactersAsLabelValue() {
    assertThat(VeleroNames.labelValue("a".repeat(63))).isEqualTo("a".repeat(63));
  }

  /** {@code printf 'a%.0s' {1..64} | sha256sum} begins with ffe054. */
  @Test
  void replacesTheEndOfLongerNamesByTheirHash() {
    assertThat(VeleroNames.labelValue("a".repeat(64))).isEqualTo("a".repeat(57) + "ffe054");
  }

  @Test
  void distinguishesLongNamesWithTheSameBeginning() {
    String name = "n".repeat(70);

    assertThat(VeleroNames.labelValue(name + "1"))
        .hasSize(63)
        .isNotEqualTo(VeleroNames.labelValue(name + "2"));
  }

  @ParameterizedTest
  @CsvSource({
    "instance, instance-",
    "Before upgrade to 3.4.1!, before-upgrade-to-3-4-1-",
    "---, backup-",
    "Österreich, sterreich-",
  })
  void generatesDnsLabels(String prefix, String expected) {
    assertThat(VeleroNames.generateName(prefix)).isEqualTo(expected);
  }

  @Test
  void limitsGeneratedNames() {
    String name = VeleroNames.generateName("a".repeat(43) + "-b".repeat(20));

    assertThat(name).isEqualTo("a".repeat(43) + "-").doesNotContain("--");
    assertThat(VeleroNames.generateName("a".repeat(90)).length() + 5).isEqualTo(50);
  }

  @Test
  void namesBackupsOfASchedule() {
    assertThat(VeleroNames.scheduledBackup("nightly", Instant.parse("2026-08-25T10:30:00Z")))
        .isEqualTo("nightly-20260825103000");
  }

  @Test
  void namesRestoresAfterTheirBackup() {
    Instant at = Instant.parse("2026-08-25T10:30:00Z");

    assertThat(VeleroNames.restore("instance-p8nz2", at))
        .isEqualTo("instance-p8nz2-20260825103000");
    assertThat(VeleroNames.restore("a".repeat(253), at)).hasSize(253);
  }

  @Test
  void limitsTheNamesOfRequests() {
    assertThat(VeleroNames.generateNameFor("instance-p8nz2")).isEqualTo("instance-p8nz2-");
    assertThat(VeleroNames.generateNameFor("a".repeat(100))).isEqualTo("a".repeat(57) + "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "instance-p8nz2", "velero.io-1", "0"})
  void acceptsNamesOfCustomResources(String name) {
    assertThat(VeleroNames.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a..b", "a/b", "ä"})
  void rejectsOtherNames(String name) {
    assertThat(VeleroNames.isValid(name)).isFalse();
  }
}
