package dev.signalbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * A request whose body is read by its handler only. Filters and the dispatcher servlet otherwise
 * parse forms and multipart bodies first, and the handler reads an empty body. Parameters come from
 * the query string.
 */
public class RawBodyRequest extends HttpServletRequestWrapper {

  public RawBodyRequest(HttpServletRequest request) throws IOException {
    super(request);
    // Tomcat parses no parameters from the body after this call
    request.getInputStream();
  }

  /**
   * Hides forms and multipart bodies from {@code FormContentFilter} and the multipart resolver. The
   * header {@value HttpHeaders#CONTENT_TYPE} has the type that the client sent.
   */
  @Override
  public String getContentType() {
    return MediaType.APPLICATION_OCTET_STREAM_VALUE;
  }
}
