package dev.signalbox.artifacts.serving;

import dev.signalbox.artifacts.ArtifactHeaders;
import dev.signalbox.web.ErrorId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The response to a request for an artifact that fails: plain text, which repeats nothing of the
 * request and names neither bucket nor folder.
 */
final class ArtifactErrorPage {

  /** Headers of an artifact whose first bytes were not sent yet. */
  private static final List<String> ARTIFACT_HEADERS =
      List.of(
          HttpHeaders.CONTENT_DISPOSITION,
          HttpHeaders.CONTENT_ENCODING,
          HttpHeaders.ETAG,
          HttpHeaders.LAST_MODIFIED,
          HttpHeaders.ACCEPT_RANGES);

  private ArtifactErrorPage() {}

  /** Writes the page with the text of a status. */
  static void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
      throws IOException {
    write(request, response, status, text(status));
  }

  static void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String text)
      throws IOException {
    response.resetBuffer();
    response.setStatus(status.value());
    ARTIFACT_HEADERS.forEach(header -> response.setHeader(header, null));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    ArtifactHeaders.protection().forEach(response::setHeader);
    response.setContentType(MediaType.TEXT_PLAIN_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    byte[] page =
        "%d %s%n%n%s%nError %s%n"
            .formatted(status.value(), status.getReasonPhrase(), text, ErrorId.of(request))
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  private static String text(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST ->
          "The URL is not that of an artifact. Percent-encode special characters, but not slashes"
              + " and dots.";
      case UNAUTHORIZED -> "Sign in to Signalbox, or send an API token.";
      case FORBIDDEN -> "You don't have access to the artifacts of this CI server. Ask an admin.";
      case NOT_FOUND -> "The artifact doesn't exist, or was deleted.";
      case METHOD_NOT_ALLOWED -> "Artifacts can only be read.";
      case NOT_ACCEPTABLE ->
          "The artifact is stored with an encoding that the client does not accept. Add it to"
              + " Accept-Encoding.";
      case CONFLICT -> "The artifact changed while it was read. Open it again.";
      case REQUESTED_RANGE_NOT_SATISFIABLE -> "The artifact is shorter than the requested range.";
      case BAD_GATEWAY ->
          "The storage refused the request, or its response was invalid. Ask an admin: the log of"
              + " Signalbox has the details.";
      case SERVICE_UNAVAILABLE ->
          "The storage did not respond. Try again later. If the error persists, ask an admin: the"
              + " log of Signalbox has the details.";
      default ->
          status.is5xxServerError()
              ? "Internal error. Ask an admin: the log of Signalbox has the details."
              : "The request is not valid.";
    };
  }
}
