package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Display names derived from User-Agent headers. */
class UserAgentParserTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0|Firefox on Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36|Chrome on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0|Edge on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0|Opera on Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/26.0 Safari/605.1.15|Safari on macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/26.0 Mobile/15E148 Safari/604.1|Safari on iPhone",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) CriOS/142.0.0.0 Mobile/15E148 Safari/604.1|Chrome on iPhone",
        "Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " FxiOS/145.0 Mobile/15E148 Safari/605.1.15|Firefox on iPad",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Mobile Safari/537.36|Chrome on Android",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0|Edge on Android",
        "curl/8.17.0|curl"
      })
  void namesBrowserAndSystem(String userAgent, String name) {
    assertThat(UserAgentParser.describe(userAgent)).isEqualTo(name);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = " ")
  void namesAMissingUserAgent(String userAgent) {
    assertThat(UserAgentParser.describe(userAgent)).isEqualTo("Unknown device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>alert(1)</script>", "Netscape/4.0", "日本語"})
  void doesNotEchoAnUnknownUserAgent(String userAgent) {
    assertThat(UserAgentParser.describe(userAgent)).isEqualTo("Other browser");
  }
}
