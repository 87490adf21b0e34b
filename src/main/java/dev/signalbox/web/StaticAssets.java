package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * Serves the static files. Each URL contains a hash of the content, so browsers may cache it
 * indefinitely. Files are read and compressed once at startup, and only the files listed here are
 * served, not the rest of a WebJar. Templates write {@code th:with="url=${@assets.url('app.css')}"}
 * and then {@code th:href="@{${url}}"}, because Thymeleaf does not allow bean references in link
 * expressions.
 */
@Component("assets")
public class StaticAssets implements HttpRequestHandler {

  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String APP_ASSETS = "assets/";
  private static final String JS = "text/javascript;charset=UTF-8";
  private static final String CSS = "text/css;charset=UTF-8";
  private static final String SVG = "image/svg+xml";

  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, Asset> assets = new HashMap<>();

  StaticAssets() {
    add("tabler.css", read(WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css"), CSS);
    add("htmx.js", read(WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"), JS);
    add("app.css", styles(), CSS);
    add("theme.js", appFiles("theme.js"), JS);
    add("app.js", appFiles("app.js", "clipboard.js", "drafts.js"), JS);
    add(
        "console.js",
        appFiles(
            "app.js",
            "clipboard.js",
            "drafts.js",
            "submit.js",
            "inplace.js",
            "live.js",
            "palette.js",
            "selection.js",
            "filter.js",
            "histogram.js",
            "import.js",
            "artifact-tester.js",
            "charts.js",
            "zones.js"),
        JS);
    add(
        "logs.js",
        appFiles(
            "ansi.js",
            "logs-model.js",
            "logs-search.js",
            "logs-rows.js",
            "logs-status.js",
            "logs-stream.js",
            "logs.js"),
        JS);
    add("logs-worker.js", appFiles("ansi.js", "logs-worker.js"), JS);
    add("logo.svg", read(APP_ASSETS + "logo.svg"), SVG);
    add("favicon.svg", read(APP_ASSETS + "favicon.svg"), SVG);
    add("icons.svg", IconSprite.sprite().getBytes(StandardCharsets.UTF_8), SVG);
  }

  /**
   * Returns the URL of a file.
   *
   * @throws NullPointerException if the file is not listed here
   */
  public String url(String name) {
    return Objects.requireNonNull(urls.get(name), () -> "Unknown asset: " + name);
  }

  /**
   * Returns the URL of an icon in the sprite.
   *
   * @throws IllegalArgumentException if the icon is not listed in {@link IconSprite}
   */
  public String icon(String name) {
    if (!IconSprite.NAMES.contains(name)) {
      throw new IllegalArgumentException("Unknown icon: " + name + ". Add it to the icon list.");
    }
    return url("icons.svg") + "#" + name;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable Asset asset = assets.get(request.getRequestURI());
    if (asset == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(asset.type());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    String accepted =
        Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "");
    if (acceptsGzip(accepted)) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      asset.gzipped().send(response);
    } else {
      asset.plain().send(response);
    }
  }

  /** Reads an Accept-Encoding header; a quality of 0 refuses an encoding. */
  private static boolean acceptsGzip(String accepted) {
    try {
      return AcceptEncoding.parse(new StringReader(accepted)).stream()
          .anyMatch(one -> one.getEncoding().equalsIgnoreCase("gzip") && one.getQuality() > 0);
    } catch (IOException e) {
      return false;
    }
  }

  private void add(String name, byte[] bytes, String type) {
    int dot = name.lastIndexOf('.');
    String url = "/assets/" + name.substring(0, dot) + "-" + hash(bytes) + name.substring(dot);
    urls.put(name, url);
    assets.put(url, new Asset(type, new Body(bytes), new Body(gzip(bytes))));
  }

  /** Concatenates the style sheets in cascade order: narrow screens and print last. */
  private static byte[] styles() {
    return appFiles(
        "tokens.css",
        "base.css",
        "frame.css",
        "headings.css",
        "buttons.css",
        "panels.css",
        "status.css",
        "tables.css",
        "chips.css",
        "tabs.css",
        "people.css",
        "log.css",
        "calls.css",
        "clients.css",
        "jobs.css",
        "queue.css",
        "ansi.css",
        "logs.css",
        "snapshots.css",
        "artifacts.css",
        "drains.css",
        "charts.css",
        "forms.css",
        "messages.css",
        "menus.css",
        "dialogs.css",
        "progress.css",
        "signin.css",
        "narrow.css",
        "print.css");
  }

  private static byte[] read(String path) {
    try (InputStream in = new ClassPathResource(path).getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Missing resource in the JAR: " + path, e);
    }
  }

  /** Concatenates files, which saves requests. */
  private static byte[] appFiles(String... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String file : files) {
      out.writeBytes(read(APP_ASSETS + file));
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available.", e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private record Asset(String type, Body plain, Body gzipped) {}

  /** An immutable response body. */
  private static final class Body {

    private final byte[] bytes;

    Body(byte[] bytes) {
      this.bytes = bytes;
    }

    void send(HttpServletResponse response) throws IOException {
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  private static final class BestGzip extends GZIPOutputStream {

    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
