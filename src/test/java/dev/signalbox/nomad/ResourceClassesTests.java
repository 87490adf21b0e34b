package dev.signalbox.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of the sizes of builds. */
class ResourceClassesTests {

  @ParameterizedTest
  @CsvSource({
    "100, 32, '32 MiB, 100 MHz'",
    "100, 64, '64 MiB, 100 MHz'",
    "500, 0, '0 MiB, 500 MHz'",
    "1000, 1024, '1 GiB, 1 GHz'",
    "1000, 1064, '1,064 MiB, 1 GHz'",
    "2500, 2560, '2.5 GiB, 2.5 GHz'",
    "2000, 4096, small"
  })
  void givesDifferentSizesDifferentNames(long cpu, long memory, String name) {
    assertThat(ResourceClassFixtures.smallAndLarge().nameOf(new Resources(cpu, memory, 0)))
        .isEqualTo(name);
  }
}
