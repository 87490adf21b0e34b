package dev.signalbox.artifacts;

import dev.signalbox.artifacts.policy.ContentDecision;
import dev.signalbox.artifacts.policy.ContentTypes;
import dev.signalbox.artifacts.policy.Disposition;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * The headers of a response with an artifact. The file gets an origin of its own by the sandbox of
 * the content security policy: it can't read cookies, storage or pages of the console.
 */
public final class ArtifactHeaders {

  /** The header that restricts which pages can embed the response. */
  public static final String RESOURCE_POLICY = "Cross-Origin-Resource-Policy";

  /** The value of {@link #RESOURCE_POLICY} that allows pages of other origins. */
  public static final String EMBEDDABLE = "cross-origin";

  /** A document that is shown, but can't run scripts, send forms or be framed. */
  private static final String POLICY =
      "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline';"
          + " form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  /**
   * A document that may run its scripts. It never gets {@code allow-same-origin}, which would make
   * it a page of the console, and can't connect to other servers.
   */
  private static final String SCRIPT_POLICY =
      "sandbox allow-scripts; default-src 'none'; script-src 'self' 'unsafe-inline';"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:;"
          + " media-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

  private static final int MAX_NAME_LENGTH = 200;

  /** Control and format characters, such as line breaks and marks that change the direction. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private ArtifactHeaders() {}

  /**
   * Returns the headers of a file.
   *
   * @param fileName the name or path of the file
   * @param isSeparateOrigin whether it is sent from another origin than the pages that embed it
   */
  public static Map<String, String> of(
      ContentDecision decision, String fileName, boolean isSeparateOrigin) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HttpHeaders.CONTENT_TYPE, decision.contentType());
    headers.put(
        HttpHeaders.CONTENT_DISPOSITION, disposition(decision.disposition(), name(fileName)));
    // every use of a cached copy is authorized and follows the policy
    headers.put(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    headers.putAll(protection());
    if (isSeparateOrigin) {
      headers.put(RESOURCE_POLICY, EMBEDDABLE);
    }
    if (isScripted(decision)) {
      headers.put("Content-Security-Policy", SCRIPT_POLICY);
    }
    return headers;
  }

  /**
   * Returns the headers of a file that contains artifacts, such as a ZIP file. It can only be
   * saved.
   */
  public static Map<String, String> ofDownload(String contentType, String fileName) {
    Map<String, String> headers = protection();
    headers.put(HttpHeaders.CONTENT_TYPE, contentType);
    headers.put(HttpHeaders.CONTENT_DISPOSITION, disposition(Disposition.DOWNLOAD, name(fileName)));
    return headers;
  }

  /** Returns the headers of every response, such as listings, redirects and errors. */
  public static Map<String, String> protection() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put(RESOURCE_POLICY, "same-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()");
    return headers;
  }

  /** Active types are rendered only if the policy allows unsafe types. */
  private static boolean isScripted(ContentDecision decision) {
    return decision.disposition() == Disposition.RENDER
        && ContentTypes.parse(decision.contentType()).filter(ContentTypes::isActive).isPresent();
  }

  private static String disposition(Disposition disposition, String name) {
    ContentDisposition.Builder builder =
        disposition == Disposition.DOWNLOAD
            ? ContentDisposition.attachment()
            : ContentDisposition.inline();
    boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(name);
    return (isAscii ? builder.filename(name) : builder.filename(name, StandardCharsets.UTF_8))
        .build()
        .toString();
  }

  /** Returns the last segment of a path without characters that are invisible, shortened. */
  private static String name(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    String visible = INVISIBLE.matcher(name).replaceAll("_").strip();
    if (visible.isEmpty()) {
      return "artifact";
    }
    int length = visible.length();
    // the end is kept, because it contains the extension
    return length <= MAX_NAME_LENGTH ? visible : tail(visible, length - MAX_NAME_LENGTH);
  }

  private static String tail(String text, int from) {
    // don't cut a character that takes two
    return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }
}
