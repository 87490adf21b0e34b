package dev.signalbox.snapshots.backups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelExpressionTests {

  @Test
  void parsesLabelsAsKubectlDoes() {
    assertThat(LabelExpression.parse("layer=data, kots.io/app-slug == circleci-server,empty="))
        .isEqualTo(Map.of("layer", "data", "kots.io/app-slug", "circleci-server", "empty", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void meansAllObjectsIfBlank(String text) {
    assertThat(LabelExpression.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"layer", "=data", "layer!=data", "a b=c", "layer=data,", "UPPER/x=y", "-a=b"})
  void refusesWhatIsNoEquality(String text) {
    assertThat(LabelExpression.parse(text)).isNull();
  }
}
