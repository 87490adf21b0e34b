package dev.signalbox.api;

import dev.signalbox.web.ListPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** Links to the previous and next page, as the Link header of RFC 8288. */
public final class PageLinks {

  private PageLinks() {}

  /**
   * Returns headers with the available links.
   *
   * @param publicUrl the base URL, because the page holds only paths
   */
  public static HttpHeaders of(ListPage<?> page, URI publicUrl) {
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
