package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * The files a page loads, each under a name with its content's hash so that a browser keeps it for
 * ever. Read and compressed once at the start; only what is listed here is served, so that the rest
 * of a WebJar stays inside. Templates write {@code th:with="url=${@assets.url('app.css')}"} and
 * then {@code th:href="@{${url}}"}, because Thymeleaf asks no bean inside an address.
 */
@Component("assets")
public class Assets implements HttpRequestHandler {

  private static final String WEBJARS = "META-INF/resources/webjars/";
  private static final String OURS = "assets/";
  private static final String JS = "text/javascript;charset=UTF-8";
  private static final String CSS = "text/css;charset=UTF-8";
  private static final String SVG = "image/svg+xml";

  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, Asset> assets = new HashMap<>();

  Assets() {
    add("tabler.css", read(WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css"), CSS);
    add("htmx.js", read(WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js"), JS);
    add("app.css", styles(), CSS);
    add("theme.js", ours("theme.js"), JS);
    add("app.js", ours("app.js"), JS);
    add(
        "console.js",
        ours(
            "app.js",
            "inplace.js",
            "live.js",
            "palette.js",
            "selection.js",
            "filter.js",
            "histogram.js",
            "import.js",
            "charts.js"),
        JS);
    add("logs.js", ours("ansi.js", "logs.js"), JS);
    add("logo.svg", read(OURS + "logo.svg"), SVG);
    add("favicon.svg", read(OURS + "favicon.svg"), SVG);
    add("icons.svg", Icons.sprite().getBytes(StandardCharsets.UTF_8), SVG);
  }

  /** Where a file is to be had, or an error at development time when it is not listed. */
  public String url(String name) {
    return Objects.requireNonNull(urls.get(name), () -> "No asset is called " + name);
  }

  /** Where an icon of the sprite is to be had. */
  public String icon(String name) {
    if (!Icons.NAMES.contains(name)) {
      throw new IllegalArgumentException("No icon is called " + name + "; add it to Icons.");
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
    if (accepted.contains("gzip")) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      asset.gzipped().send(response);
    } else {
      asset.plain().send(response);
    }
  }

  private void add(String name, byte[] bytes, String type) {
    int dot = name.lastIndexOf('.');
    String url = "/assets/" + name.substring(0, dot) + "-" + hash(bytes) + name.substring(dot);
    urls.put(name, url);
    assets.put(url, new Asset(type, new Body(bytes), new Body(gzip(bytes))));
  }

  /** The styles in the order in which later ones win: narrow screens and paper last. */
  private static byte[] styles() {
    return ours(
        "tokens.css",
        "base.css",
        "frame.css",
        "headings.css",
        "buttons.css",
        "panels.css",
        "status.css",
        "tables.css",
        "chips.css",
        "people.css",
        "log.css",
        "calls.css",
        "clients.css",
        "jobs.css",
        "queue.css",
        "logs.css",
        "drains.css",
        "charts.css",
        "forms.css",
        "messages.css",
        "menus.css",
        "dialogs.css",
        "progress.css",
        "door.css",
        "narrow.css",
        "print.css");
  }

  private static byte[] read(String path) {
    try (InputStream in = new ClassPathResource(path).getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("The jar lacks " + path, e);
    }
  }

  /**
   * Files of ours one after the other: they are written apart, but a request costs more than that.
   */
  private static byte[] ours(String... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String file : files) {
      out.writeBytes(read(OURS + file));
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
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

  /** Bytes that are sent and never changed. */
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
