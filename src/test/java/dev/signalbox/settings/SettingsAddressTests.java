package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.InvalidSettingsException.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The validation of URLs. */
class SettingsAddressTests {

  @ParameterizedTest
  @ValueSource(strings = {"SIGNALBOX_PUBLIC_URL", "SIGNALBOX_GITHUB_URL", "SIGNALBOX_GITHUB_PROXY"})
  void validatesEveryUrl(String variable) {
    assertThat(TestEnvironment.complete().with(variable, "signalbox.acme.example").violations())
        .containsExactly(
            new Violation(variable, "must be an http or https URL: signalbox.acme.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://signalbox.acme.example/console",
        "https://signalbox.acme.example?tab=1",
        "https://signalbox.acme.example#top"
      })
  void rejectsMoreThanSchemeHostAndPort(String url) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_PUBLIC_URL", url).violations())
        .containsExactly(
            new Violation("SIGNALBOX_PUBLIC_URL", "must have only scheme, host and port: " + url));
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
  void rejectsOtherThanWebUrls(String url) {
    assertThat(TestEnvironment.complete().with("SIGNALBOX_PUBLIC_URL", url).violations())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo("SIGNALBOX_PUBLIC_URL");
              assertThat(complaint.message()).endsWith("URL: " + url);
            });
  }

  @Test
  void rejectsAPasswordWithoutRevealingIt() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_GITHUB_PROXY", "http://signalbox:hunter2@proxy.acme.example:3128")
                .violations())
        .singleElement()
        .satisfies(
            complaint -> {
              assertThat(complaint.variable()).isEqualTo("SIGNALBOX_GITHUB_PROXY");
              assertThat(complaint.message())
                  .contains("only scheme, host and port", "proxy.acme.example:3128")
                  .doesNotContain("hunter2");
            });
  }

  @Test
  void doesNotRevealThePasswordOfAMalformedUrl() {
    assertThat(
            TestEnvironment.complete()
                .with("SIGNALBOX_GITHUB_PROXY", "http://signalbox:hun ter2@proxy.acme.example:3128")
                .violations())
        .singleElement()
        .satisfies(complaint -> assertThat(complaint.message()).doesNotContain("ter2"));
  }
}
