package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestHandler;

/**
 * Serves the static files. Each URL contains a hash of the content, so browsers may cache it
 * indefinitely. Files are read and compressed once at startup, and only those that {@code
 * assets/assets.properties} lists are served, not the rest of a WebJar. Templates write {@code
 * th:with="url=${@assets.url('app.css')}"} and then {@code th:href="@{${url}}"}, because Thymeleaf
 * does not allow bean references in link expressions.
 */
@Component("assets")
public class StaticAssets implements HttpRequestHandler {

  private static final Resource FOLDER = new ClassPathResource("assets/");
  private static final String WEBJAR = "webjar:";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, Asset> assets = new HashMap<>();
  private final IconSprite icons;

  StaticAssets() throws IOException {
    this(FOLDER);
  }

  /**
   * Reads the files of another folder.
   *
   * @param folder a folder with {@code assets.properties} and {@code icons.txt}; its URL ends with
   *     a slash
   */
  StaticAssets(Resource folder) throws IOException {
    icons = IconSprite.read(folder.createRelative("icons.txt"));
    Properties files =
        PropertiesLoaderUtils.loadProperties(folder.createRelative("assets.properties"));
    for (String name : files.stringPropertyNames()) {
      add(name, content(folder, Objects.requireNonNull(files.getProperty(name))));
    }
    add("icons.svg", icons.svg().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the URL of a file.
   *
   * @throws NullPointerException if the file is not listed in {@code assets/assets.properties}
   */
  public String url(String name) {
    return Objects.requireNonNull(urls.get(name), () -> "Unknown asset: " + name);
  }

  /**
   * Returns the URL of an icon in the sprite.
   *
   * @throws IllegalArgumentException if the icon is not listed in {@code assets/icons.txt}
   */
  public String icon(String name) {
    if (!icons.names().contains(name)) {
      throw new IllegalArgumentException("Unknown icon: " + name + ". Add it to icons.txt.");
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

  private void add(String name, byte[] bytes) {
    int dot = name.lastIndexOf('.');
    String type = Objects.requireNonNull(TYPES.get(name.substring(dot + 1)), name);
    String url = "/assets/" + name.substring(0, dot) + "-" + hash(bytes) + name.substring(dot);
    urls.put(name, url);
    assets.put(url, new Asset(type, new Body(bytes), new Body(gzip(bytes))));
  }

  /** Concatenates files, which saves requests. */
  private static byte[] content(Resource folder, String parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String part : parts.split(" +", -1)) {
      out.writeBytes(resource(folder, part).getContentAsByteArray());
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static Resource resource(Resource folder, String part) throws IOException {
    if (!part.startsWith(WEBJAR)) {
      return folder.createRelative(part);
    }
    String[] webJar = part.substring(WEBJAR.length()).split("/", 2);
    return WebJar.file(webJar[0], webJar[1]);
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
