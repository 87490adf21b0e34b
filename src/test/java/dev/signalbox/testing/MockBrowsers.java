package dev.signalbox.testing;

import dev.signalbox.sandbox.Persona;
import java.net.URI;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Creates emulated browsers for the console under test. */
public class MockBrowsers {

  private final MockMvcTester console;

  MockBrowsers(MockMvcTester console) {
    this.console = console;
  }

  /** Returns a browser without a session. */
  public MockBrowser open() {
    return new MockBrowser(console);
  }

  /** Returns a browser in which the persona has signed in with OAuth. */
  public MockBrowser signedIn(Persona persona) {
    MockBrowser browser = open();
    browser.signIn(persona);
    return browser;
  }

  /** Returns the target of a redirect. */
  public static URI location(MvcTestResult response) {
    String location = response.getResponse().getHeader("Location");
    if (location == null) {
      throw new AssertionError("No redirect: " + response.getResponse().getStatus());
    }
    return URI.create(location);
  }
}
