package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettings.Complaint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may stand in the environment. */
class SettingsAddressTests {

  @ParameterizedTest
  @EnumSource(
      value = Variable.class,
      names = {"PUBLIC_URL", "GITHUB_URL", "GITHUB_PROXY"})
  void looksAtEveryAddress(Variable variable) {
    assertThat(Environment.complete().with(variable, "signalbox.acme.example").complaints())
        .containsExactly(
            new Complaint(variable, "is not an http or https address: signalbox.acme.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://signalbox.acme.example/console",
        "https://signalbox.acme.example?tab=1",
        "https://signalbox.acme.example#top"
      })
  void refusesMoreThanSchemeHostAndPort(String url) {
    assertThat(Environment.complete().with(Variable.PUBLIC_URL, url).complaints())
        .containsExactly(
            new Complaint(Variable.PUBLIC_URL, "has more than scheme, host and port: " + url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://signalbox.acme.example",
        "https:",
        "https://",
        "https:signalbox.acme.example",
        "javascript:alert(1)",
        "https://signal box.acme.example",
        "https://signalbox.acme.example:port",
        "https://signalbox.acme.example:70000"
      })
  void refusesWhatIsNoWebAddress(String url) {
    assertThat(Environment.complete().with(Variable.PUBLIC_URL, url).complaints())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo(Variable.PUBLIC_URL);
              assertThat(complaint.wrong()).endsWith("address: " + url);
            });
  }

  @Test
  void refusesAPasswordInAnAddressWithoutRepeatingIt() {
    assertThat(
            Environment.complete()
                .with(Variable.GITHUB_PROXY, "http://signalbox:hunter2@proxy.acme.example:3128")
                .complaints())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo(Variable.GITHUB_PROXY);
              assertThat(complaint.wrong())
                  .contains("more than scheme, host and port", "proxy.acme.example:3128")
                  .doesNotContain("hunter2");
            });
  }

  @Test
  void repeatsNoPasswordOfAnAddressItCannotRead() {
    assertThat(
            Environment.complete()
                .with(Variable.GITHUB_PROXY, "http://signalbox:hun ter2@proxy.acme.example:3128")
                .complaints())
        .singleElement()
        .satisfies(complaint -> assertThat(complaint.wrong()).doesNotContain("ter2"));
  }
}
