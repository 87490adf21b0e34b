package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

/** Renders the HTML pages of the fake. Each one is labeled as a simulation of GitHub. */
final class GitHubStubPages {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #d0d7de; --muted: #57606a; --surface: #ffffff;
        --canvas: #f6f8fa; --text: #1f2328; --accent: #0969da; --warn: #9a6700; }
      @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --muted: #9198a1;
        --surface: #151b23; --canvas: #0d1117; --text: #f0f6fc; --accent: #4493f8; --warn: #d29922; } }
      * { box-sizing: border-box; }
      body { margin: 0; padding: 1rem; background: var(--canvas); color: var(--text);
        font: 1rem/1.5 system-ui, sans-serif; }
      main { max-width: 36rem; margin: 1rem auto; }
      h1 { font-size: 1.375rem; margin: 0 0 .5rem; }
      p { margin: 0 0 1rem; overflow-wrap: anywhere; }
      .sandbox { border-left: .25rem solid var(--warn); padding-left: .75rem; color: var(--muted); }
      ul { list-style: none; margin: 0 0 1rem; padding: 0; }
      li { margin: 0 0 .5rem; }
      button { font: inherit; color: inherit; background: var(--surface); cursor: pointer;
        border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; min-height: 2.75rem; }
      button.person { display: block; width: 100%; text-align: left; }
      button:hover, button.suggested { border-color: var(--accent); }
      button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
      .login, .where { color: var(--muted); }
      .where { display: block; font-size: .875rem; }
      .note { color: var(--warn); font-weight: 600; }
      code { font-size: .9375rem; }
      """;

  private GitHubStubPages() {}

  /**
   * Renders a page.
   *
   * @param title plain text
   * @param body HTML with escaped content
   */
  static GitHubStubResponse page(int status, String title, String body) {
    return GitHubStubResponse.html(
        status,
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · GitHub (sandbox)</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <p class="sandbox">This page simulates GitHub. No data leaves this computer.</p>
        <h1>%1$s</h1>
        %3$s
        </main>
        </body>
        </html>
        """
            .formatted(htmlEscape(title), STYLE, body));
  }

  /** Renders a page with a text and a button that posts to the same URL. */
  static GitHubStubResponse confirmation(String title, String text, String button) {
    return page(
        200,
        title,
        "<p>%s</p><form method=\"post\"><button type=\"submit\">%s</button></form>"
            .formatted(htmlEscape(text), htmlEscape(button)));
  }

  static GitHubStubResponse message(int status, String title, String text) {
    return page(status, title, "<p>%s</p>".formatted(htmlEscape(text)));
  }
}
