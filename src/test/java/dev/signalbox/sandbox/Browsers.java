package dev.signalbox.sandbox;

import java.net.URI;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Opens browsers at the console under test. */
public class Browsers {

  private final MockMvcTester console;

  Browsers(MockMvcTester console) {
    this.console = console;
  }

  /** A browser that nobody is signed in with. */
  public Browser open() {
    return new Browser(console);
  }

  /** A browser in which the persona signed in, through the real protocol. */
  public Browser signedIn(Persona persona) {
    Browser browser = open();
    browser.signIn(persona);
    return browser;
  }

  /** Where a redirect leads. */
  static URI location(MvcTestResult answer) {
    String location = answer.getResponse().getHeader("Location");
    if (location == null) {
      throw new AssertionError("No redirect: " + answer.getResponse().getStatus());
    }
    return URI.create(location);
  }
}
