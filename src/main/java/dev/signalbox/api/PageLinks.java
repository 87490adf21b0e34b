package dev.signalbox.api;

import dev.signalbox.web.PageOf;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** The way to the pages beside this one, as the Link header of RFC 8288. */
public final class PageLinks {

  private PageLinks() {}

  /**
   * Headers with the links that there are.
   *
   * @param publicUrl the console's address, for the page knows its neighbours by path only
   */
  public static HttpHeaders of(PageOf<?> page, URI publicUrl) {
    List<String> links = new ArrayList<>();
    if (page.previous() != null) {
      links.add("<" + publicUrl + page.previous() + ">; rel=\"prev\"");
    }
    if (page.next() != null) {
      links.add("<" + publicUrl + page.next() + ">; rel=\"next\"");
    }
    HttpHeaders headers = new HttpHeaders();
    if (!links.isEmpty()) {
      headers.set(HttpHeaders.LINK, String.join(", ", links));
    }
    return headers;
  }
}
