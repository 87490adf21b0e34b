package dev.signalbox.artifacts.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decides about files by their declared type and name. */
class ContentTypePolicyTests {

  private static final ContentTypePolicy SAFE = ContentTypePolicy.DEFAULT;
  private static final ContentTypePolicy UNSAFE = SAFE.withUnsafe(true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // declared type | file name | safe | unsafe
        "text/plain | build.log | RENDER | RENDER",
        "application/json | report.json | RENDER | RENDER",
        "image/png | a.png | RENDER | RENDER",
        "image/jpeg | a.jpg | RENDER | RENDER",
        "image/jpg | a.jpg | RENDER | RENDER",
        "image/gif | a.gif | RENDER | RENDER",
        "image/x-ms-bmp | a.bmp | RENDER | RENDER",
        "video/webm | a.webm | RENDER | RENDER",
        "video/ogg | a.ogv | RENDER | RENDER",
        "video/mp4 | a.mp4 | RENDER | RENDER",
        "audio/webm | a.weba | RENDER | RENDER",
        "audio/aac | a.aac | RENDER | RENDER",
        "audio/mp4 | a.m4a | RENDER | RENDER",
        "audio/mpeg | a.mp3 | RENDER | RENDER",
        "audio/ogg | a.ogg | RENDER | RENDER",
        "audio/x-wav | a.wav | RENDER | RENDER",
        "text/html | index.html | PLAIN_TEXT | RENDER",
        "text/css | a.css | PLAIN_TEXT | RENDER",
        "text/javascript | a.js | PLAIN_TEXT | RENDER",
        "text/ecmascript | a.es | PLAIN_TEXT | RENDER",
        "application/javascript | a.js | PLAIN_TEXT | RENDER",
        "application/ecmascript | a.es | PLAIN_TEXT | RENDER",
        "text/xml | junit.xml | PLAIN_TEXT | RENDER",
        "application/xml | junit.xml | PLAIN_TEXT | RENDER",
        // active types on no list
        "image/svg+xml | a.svg | DOWNLOAD | DOWNLOAD",
        "application/xhtml+xml | a.xhtml | DOWNLOAD | DOWNLOAD",
        "application/pdf | a.pdf | DOWNLOAD | DOWNLOAD",
        "application/rss+xml | a.rss | DOWNLOAD | DOWNLOAD",
        "application/zip | a.zip | DOWNLOAD | DOWNLOAD",
        "message/rfc822 | a.mht | DOWNLOAD | DOWNLOAD",
        // parameters and case
        "TEXT/HTML; charset=utf-7 | a.txt | PLAIN_TEXT | RENDER",
        "text/plain;charset=utf-16 | a.txt | RENDER | RENDER",
        "image/png; type=text/html | a.html | RENDER | RENDER",
        "' image/png ' | a.png | RENDER | RENDER",
        // no type, or one that says nothing: the name decides
        "- | a.png | RENDER | RENDER",
        "'' | a.html | PLAIN_TEXT | RENDER",
        "application/octet-stream | a.wav | RENDER | RENDER",
        "binary/octet-stream | A.PNG | RENDER | RENDER",
        "binary/octet-stream | a.png.html | PLAIN_TEXT | RENDER",
        "binary/octet-stream | a.html.png | RENDER | RENDER",
        "- | a.svg | DOWNLOAD | DOWNLOAD",
        "- | junit.xml | PLAIN_TEXT | RENDER",
        "- | a | DOWNLOAD | DOWNLOAD",
        "- | .png/a | DOWNLOAD | DOWNLOAD",
        // the declared type decides, whatever the name
        "text/html | a.png | PLAIN_TEXT | RENDER",
        "application/x-unknown | a.png | DOWNLOAD | DOWNLOAD",
      })
  void decides(String type, String name, Disposition safe, Disposition unsafe) {
    assertThat(SAFE.decide(type, name).disposition()).as("safe").isEqualTo(safe);
    assertThat(UNSAFE.decide(type, name).disposition()).as("unsafe").isEqualTo(unsafe);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/*",
        "*/*",
        "*",
        "image",
        "image/",
        "/png",
        "image/png, text/html",
        "image/png;a=b, text/html",
        "image/png text/html",
        "image/png\r\nX-Evil: 1",
        "image/png\u0000",
        "image/pn\u0261",
        "image//png",
        "image/png/x",
        "<script>",
        ";",
      })
  void downloadsWhatHasNoSingleValidType(String type) {
    // the name must not decide
    assertThat(UNSAFE.decide(type, "a.png"))
        .isEqualTo(
            ContentDecision.download(
                "The declared content type is malformed or not a single type."));
  }

  @Test
  void sendsOnlyContentTypesOfItsOwn() {
    assertThat(SAFE.decide("text/html; charset=utf-7", "a").contentType())
        .isEqualTo("text/plain; charset=utf-8");
    assertThat(SAFE.decide("text/plain; charset=utf-16", "a").contentType())
        .isEqualTo("text/plain; charset=utf-8");
    assertThat(UNSAFE.decide("text/html; charset=utf-7", "a").contentType())
        .isEqualTo("text/html; charset=utf-8");
    assertThat(SAFE.decide("image/jpg", "a").contentType()).isEqualTo("image/jpeg");
    assertThat(SAFE.decide("image/svg+xml", "a").contentType())
        .isEqualTo("application/octet-stream");
  }

  @Test
  void rendersAListedActiveTypeOnlyIfUnsafeTypesAreAllowed() {
    ContentTypePolicy listed =
        SAFE.with("image/svg+xml", Disposition.RENDER).with("application/pdf", Disposition.RENDER);
    assertThat(listed.decide("image/svg+xml", "a").disposition()).isEqualTo(Disposition.PLAIN_TEXT);
    assertThat(listed.decide("application/pdf", "a").disposition()).isEqualTo(Disposition.DOWNLOAD);
    assertThat(listed.withUnsafe(true).decide("image/svg+xml", "a").contentType())
        .isEqualTo("image/svg+xml; charset=utf-8");
    assertThat(listed.withUnsafe(true).decide("application/pdf", "a").disposition())
        .isEqualTo(Disposition.RENDER);
  }

  @Test
  void keepsTextThatCannotRunAsPlainText() {
    ContentTypePolicy listed = UNSAFE.with("text/markdown", Disposition.PLAIN_TEXT);
    assertThat(listed.decide("text/markdown", "a").disposition()).isEqualTo(Disposition.PLAIN_TEXT);
  }

  @Test
  void movesATypeBetweenLists() {
    ContentTypePolicy moved = SAFE.with("text/html", Disposition.RENDER);
    assertThat(moved.rendered()).contains("text/html");
    assertThat(moved.plainText()).doesNotContain("text/html");
    assertThat(moved.with("text/html", Disposition.PLAIN_TEXT)).isEqualTo(SAFE);
    assertThat(PolicyDiff.of(SAFE, moved.withUnsafe(true)))
        .isEqualTo(
            new PolicyDiff(
                List.of(
                    new PolicyDiff.TypeChange(
                        "text/html", Disposition.PLAIN_TEXT, Disposition.RENDER)),
                true));
    assertThat(PolicyDiff.of(SAFE, new ContentTypePolicy(SAFE.rendered(), SAFE.plainText(), false)))
        .matches(PolicyDiff::isEmpty, "is empty");
    assertThat(new ContentTypePolicy(Set.of("b/b", "a/a"), Set.of(), false).rendered())
        .containsExactly("a/a", "b/b");
  }
}
