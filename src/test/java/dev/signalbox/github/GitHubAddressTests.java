package dev.signalbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derives the API URL from the web URL. */
class GitHubAddressTests {

  @ParameterizedTest
  @CsvSource({
    "https://github.com,https://api.github.com,github.com",
    "https://acme.ghe.com,https://api.acme.ghe.com,acme.ghe.com",
    "https://github.acme.example,https://github.acme.example/api/v3,github.acme.example",
    "https://git.acme.example:8443,https://git.acme.example:8443/api/v3,git.acme.example:8443",
    "http://127.0.0.1:8070,http://127.0.0.1:8070/api/v3,127.0.0.1:8070",
    "https://github.com.acme.example,https://github.com.acme.example/api/v3,"
        + "github.com.acme.example"
  })
  void derivesTheApiUrl(URI web, URI api, String instance) {
    assertThat(GitHubAddress.of(web)).isEqualTo(new GitHubAddress(web, api));
    assertThat(GitHubAddress.of(web).instance()).isEqualTo(instance);
  }

  @Test
  void buildsPageUrls() {
    assertThat(GitHubAddress.of(URI.create("https://github.com")).page("/orgs/acme/invitation"))
        .isEqualTo(URI.create("https://github.com/orgs/acme/invitation"));
  }
}
