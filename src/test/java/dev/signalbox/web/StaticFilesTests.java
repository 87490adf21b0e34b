package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests which files can be fetched without signing in. */
@InstallationTest
class StaticFilesTests {

  private final MockBrowsers browsers;
  private final StaticAssets assets;

  @Autowired
  StaticFilesTests(MockBrowsers browsers, StaticAssets assets) {
    this.browsers = browsers;
    this.assets = assets;
  }

  @Test
  void servesAssetsWithoutSignIn() {
    MockBrowser anonymous = browsers.open();

    assertThat(anonymous.get(assets.url("app.css"))).hasStatusOk();
    assertThat(anonymous.get(assets.url("icons.svg"))).hasStatusOk();
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
  void servesNoOtherFiles(String path) {
    assertThat(browsers.open().get(path).getResponse().getStatus()).isNotEqualTo(200);
  }
}
