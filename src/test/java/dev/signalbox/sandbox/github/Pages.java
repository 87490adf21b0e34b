package dev.signalbox.sandbox.github;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

/** The look of the few pages a person can see here, plainly labelled as a stand-in for GitHub. */
final class Pages {

  private static final String LOOK =
      """
      :root { color-scheme: light dark; --line: #d0d7de; --quiet: #57606a; --paper: #ffffff;
        --desk: #f6f8fa; --ink: #1f2328; --mark: #0969da; --warn: #9a6700; }
      @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --quiet: #9198a1;
        --paper: #151b23; --desk: #0d1117; --ink: #f0f6fc; --mark: #4493f8; --warn: #d29922; } }
      * { box-sizing: border-box; }
      body { margin: 0; padding: 1rem; background: var(--desk); color: var(--ink);
        font: 1rem/1.5 system-ui, sans-serif; }
      main { max-width: 36rem; margin: 1rem auto; }
      h1 { font-size: 1.375rem; margin: 0 0 .5rem; }
      p { margin: 0 0 1rem; overflow-wrap: anywhere; }
      .sandbox { border-left: .25rem solid var(--warn); padding-left: .75rem; color: var(--quiet); }
      ul { list-style: none; margin: 0 0 1rem; padding: 0; }
      li { margin: 0 0 .5rem; }
      button { font: inherit; color: inherit; background: var(--paper); cursor: pointer;
        border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; min-height: 2.75rem; }
      button.person { display: block; width: 100%; text-align: left; }
      button:hover, button.suggested { border-color: var(--mark); }
      button:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
      .login, .where { color: var(--quiet); }
      .where { display: block; font-size: .875rem; }
      .note { color: var(--warn); font-weight: 600; }
      code { font-size: .9375rem; }
      """;

  private Pages() {}

  /**
   * Puts the body on a page.
   *
   * @param title plain text
   * @param body HTML whose parts are escaped already
   */
  static Answer page(int status, String title, String body) {
    return Answer.html(
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
        <p class="sandbox">This page stands in for GitHub. Nothing here leaves this computer.</p>
        <h1>%1$s</h1>
        %3$s
        </main>
        </body>
        </html>
        """
            .formatted(htmlEscape(title), LOOK, body));
  }

  /** A page that explains one thing and offers to do it; the form returns to its own address. */
  static Answer offer(String title, String text, String button) {
    return page(
        200,
        title,
        "<p>%s</p><form method=\"post\"><button type=\"submit\">%s</button></form>"
            .formatted(htmlEscape(text), htmlEscape(button)));
  }

  static Answer said(int status, String title, String text) {
    return page(status, title, "<p>%s</p>".formatted(htmlEscape(text)));
  }
}
