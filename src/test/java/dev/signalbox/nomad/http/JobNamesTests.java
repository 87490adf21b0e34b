package dev.signalbox.nomad.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The names of jobs from their metadata. */
class JobNamesTests {

  private static final String ID = "build/dispatch-1764000000-7f2a90de";

  private final JobNames names = new JobNames(List.of("{job_name}", "{project} #{build}"));

  @Test
  void usesTheFirstPatternOfWhichAllKeysAreSet() {
    assertThat(names.of(ID, ID, Map.of("job_name", "acme/api #7", "project", "x", "build", "1")))
        .isEqualTo("acme/api #7");
    assertThat(names.of(ID, ID, Map.of("job_name", " ", "project", "acme/web", "build", "8")))
        .isEqualTo("acme/web #8");
  }

  @Test
  void usesTheNameInNomadOrTheIdWithoutSuchMetadata() {
    assertThat(names.of(ID, ID, Map.of("project", "acme/web"))).isEqualTo(ID);
    assertThat(names.of("acme-web-118", "acme/web #118", Map.of())).isEqualTo("acme/web #118");
    assertThat(JobNames.OF_NOMAD.of(ID, ID, Map.of("job_name", "acme/api #7"))).isEqualTo(ID);
  }

  @Test
  void treatsMetadataAsUntrustedText() {
    assertThat(names.of(ID, ID, Map.of("job_name", "a\u0000b\nc$1\\{build}")))
        .isEqualTo("a b c$1\\{build}");
    assertThat(names.of(ID, ID, Map.of("job_name", "\n\t"))).isEqualTo(ID);
    assertThat(names.of(ID, ID, Map.of("job_name", "x".repeat(199) + "\uD83D\uDE00")))
        .isEqualTo("x".repeat(199));
  }
}
