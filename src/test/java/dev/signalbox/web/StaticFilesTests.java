package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What of the jar a stranger can fetch. */
@InstallationTest
class StaticFilesTests {

  private final Browsers browsers;
  private final Assets assets;

  @Autowired
  StaticFilesTests(Browsers browsers, Assets assets) {
    this.browsers = browsers;
    this.assets = assets;
  }

  @Test
  void servesTheFilesOfThePagesToAnybody() {
    Browser stranger = browsers.open();

    assertThat(stranger.get(assets.url("app.css"))).hasStatusOk();
    assertThat(stranger.get(assets.url("icons.svg"))).hasStatusOk();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/webjars/tabler__core/1.4.0/dist/css/tabler.min.css",
        "/webjars/tabler__core/1.4.0/dist/libs/list.js/dist/list.min.js",
        "/webjars/tabler__icons/3.35.0/icons/outline/ban.svg",
        "/assets/app.css",
        "/assets/dist/libs/list.js",
        "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
        "/application.properties",
        "/templates/layout/page.html"
      })
  void servesNothingElseOfTheJar(String path) {
    assertThat(browsers.open().get(path).getResponse().getStatus()).isNotEqualTo(200);
  }
}
