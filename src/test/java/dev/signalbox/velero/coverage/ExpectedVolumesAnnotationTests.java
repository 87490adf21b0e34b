package dev.signalbox.velero.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ExpectedVolumesAnnotationTests {

  private static final ExpectedVolume VOLUME =
      new ExpectedVolume(
          "circleci-server", "data-vault-0", "u-1", "vault-0", "data", Method.FILE_SYSTEM);

  @Test
  void readsWhatItHasWritten() {
    List<ExpectedVolume> expected =
        List.of(
            VOLUME, new ExpectedVolume("circleci-server", "cache", "", "", "", Method.SNAPSHOT));

    assertThat(ExpectedVolumesAnnotation.of(backup(ExpectedVolumesAnnotation.format(expected))))
        .isEqualTo(expected);
    assertThat(ExpectedVolumesAnnotation.of(backup(ExpectedVolumesAnnotation.format(List.of()))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[{\"method\":\"TAPE\"}]"})
  void ignoresUnreadableAnnotations(String text) {
    assertThat(ExpectedVolumesAnnotation.of(backup(text))).isNull();
  }

  @Test
  void isOmittedIfTheAnnotationsWouldBecomeTooLarge() {
    assertThat(ExpectedVolumesAnnotation.format(Collections.nCopies(2000, VOLUME))).isNull();
  }

  private static Backup backup(@Nullable String annotation) {
    ObjectNode backup = JsonNodeFactory.instance.objectNode();
    backup
        .putObject("metadata")
        .putObject("annotations")
        .put(SignalboxLabels.EXPECTED_VOLUMES, annotation);
    return Backup.read(backup);
  }
}
