package dev.signalbox.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.ContentTypePolicy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of responses with artifacts. */
class ArtifactHeadersTests {

  private static final ContentTypePolicy SAFE = ContentTypePolicy.DEFAULT;
  private static final ContentTypePolicy UNSAFE =
      new ContentTypePolicy(SAFE.rendered(), SAFE.plainText(), true);

  @Test
  void sandboxesEveryResponse() {
    assertThat(headers(SAFE, "text/html", "report.html"))
        .containsEntry("Content-Type", "text/plain; charset=utf-8")
        .containsEntry("Content-Disposition", "inline; filename=\"report.html\"")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
        .containsKeys("Cross-Origin-Opener-Policy", "Permissions-Policy");
    for (String type : Set.of("text/plain", "text/html", "image/png", "image/svg+xml")) {
      assertThat(headers(SAFE, type, "a").get("Content-Security-Policy"))
          .startsWith("sandbox; default-src 'none'; ")
          .doesNotContain("allow-");
    }
  }

  @Test
  void allowsScriptsOnlyOfRenderedUnsafeTypes() {
    assertThat(headers(UNSAFE, "text/html", "a").get("Content-Security-Policy"))
        .startsWith("sandbox allow-scripts; default-src 'none'; ")
        .doesNotContain("allow-same-origin", "connect-src");
    for (String type : Set.of("text/plain", "image/png", "image/svg+xml", "application/zip")) {
      assertThat(headers(UNSAFE, type, "a").get("Content-Security-Policy"))
          .doesNotContain("allow-scripts");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\".html",
        "a\\\".html",
        "a\r\nSet-Cookie: b=c",
        "../../etc/passwd",
        "..\\..\\evil.exe",
        "<script>alert(1)</script>",
        "invoice\u202Efdp.exe",
        "\u0000\u0007",
        "",
        "é中\uD83D\uDE00.txt",
        "a; filename=b.exe",
      })
  void writesAnyFileNameAsOneParameter(String name) {
    String header = headers(SAFE, "application/zip", name).getOrDefault("Content-Disposition", "");
    assertThat(header)
        .matches(
            "attachment; filename=\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])+\"(; filename\\*=[!-~]+)?");
    assertThat(header).doesNotContain("/etc", "..\\\\", "%E2%80%AE");
  }

  @Test
  void keepsTheExtensionOfALongName() {
    assertThat(headers(SAFE, "image/png", "a".repeat(2000) + ".png").get("Content-Disposition"))
        .endsWith("aaa.png\"")
        .hasSizeLessThan(250);
  }

  @Test
  void encodesOtherCharactersThanAscii() {
    assertThat(headers(SAFE, "image/png", "dir/Übersicht.png").get("Content-Disposition"))
        .endsWith("filename*=UTF-8''%C3%9Cbersicht.png");
  }

  private static Map<String, String> headers(ContentTypePolicy policy, String type, String name) {
    ContentDecision decision = policy.decide(type, name);
    return ArtifactHeaders.of(decision, name, false);
  }
}
