package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the next and previous links through the pages of a list. */
public final class PageWalker {

  private static final Pattern ROW = Pattern.compile("data-key=\"([^\"]+)\"");

  private final MockBrowser browser;

  public PageWalker(MockBrowser browser) {
    this.browser = browser;
  }

  /** Returns the row keys of each page from the first to the last. */
  public List<List<String>> forward(String first) {
    return pages(first, "next");
  }

  /** Returns the row keys of each page from the last to the first. */
  public List<List<String>> backward(String first) {
    String last = first;
    for (String next = first; next != null; next = link(page(next), "next")) {
      last = next;
    }
    return pages(last, "prev");
  }

  private List<List<String>> pages(String start, String direction) {
    List<List<String>> pages = new ArrayList<>();
    for (String at = start; at != null; at = link(page(at), direction)) {
      pages.add(ROW.matcher(page(at)).results().map(row -> row.group(1)).toList());
      assertThat(pages).as("pages of %s", start).hasSizeLessThan(50);
    }
    return pages;
  }

  private String page(String url) {
    return MockBrowser.body(browser.get(url));
  }

  private static @Nullable String link(String page, String direction) {
    Matcher found = Pattern.compile("rel=\"" + direction + "\" href=\"([^\"]+)\"").matcher(page);
    return found.find() ? found.group(1).replace("&amp;", "&") : null;
  }
}
