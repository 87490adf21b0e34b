package dev.signalbox.browser;

import com.microsoft.playwright.Page.GetByLabelOptions;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.Weather;
import dev.signalbox.sandbox.nomad.NomadStory;
import dev.signalbox.sandbox.nomad.NomadWeather;
import java.time.Duration;

/** Every page of the console, each with the way to it. */
enum Pages {
  OVERVIEW {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/");
    }
  },
  USERS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/users");
    }
  },
  USERS_FILTERED_TO_NOBODY {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/users?q=zzz");
    }
  },
  PERSON {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      person(window, Persona.VIEWER);
    }
  },
  PERSON_SEEN_BY_A_VIEWER {
    @Override
    void open(Window window) {
      window.signIn(Persona.VIEWER);
      person(window, Persona.SUSPENDED);
    }
  },
  SUSPENSION {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      person(window, Persona.VIEWER);
      window.link("Suspend this person").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  SUSPENSION_WITHOUT_A_REASON {
    @Override
    void open(Window window) {
      SUSPENSION.open(window);
      window.complaints().expect("status of 422");
      window.button("Suspend this person").click();
      window.page().locator("[aria-invalid=true]").waitFor();
    }
  },
  ROLE {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      person(window, Persona.VIEWER);
      window.link("Change the role").click();
      window.page().locator("select").waitFor();
    }
  },
  SUSPENSION_OF_SEVERAL {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/users?role=MEMBER");
      window.page().getByLabel("Everybody on this page").check();
      window.button("Suspend").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  RESULTS_OF_SEVERAL {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/users?role=ADMIN");
      window.page().getByLabel("Everybody on this page").check();
      window.button("Suspend").click();
      window.page().getByLabel("Reason").fill("left the project");
      window.button("Suspend 2 people").click();
      window.page().getByText("left as they were").waitFor();
    }
  },
  NOBODY_CHOSEN {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/users/suspensions", 422);
    }
  },
  AUDIT_LOG {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit");
    }
  },
  AUDIT_LOG_FILTERED_TO_NOTHING {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit?actor=zzz");
    }
  },
  AUDIT_EVENT {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit?action=user.suspended");
      window.page().locator("tr[data-key] a").first().click();
      window.page().locator(".sb-raw summary").first().click();
    }
  },
  AUDIT_LOG_OF_A_MONTH {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit?range=30d&action=user.");
      window.page().getByText("As a table").click();
    }
  },
  AUDIT_LOG_WITH_A_TIME_THAT_IS_NONE {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      window.complaints().expect("status of 422");
      window.go("/audit?from=yesterday");
    }
  },
  AUDIT_DOWNLOADS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit/downloads?range=7d");
      window.page().getByText("The same by command").click();
    }
  },
  AUDIT_IMPORTS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit/imports");
    }
  },
  AUDIT_FILTERS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit/filters?query=outcome%3Dfailed");
    }
  },
  AUDIT_PROOF {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit/trust");
    }
  },
  AUDIT_ARCHIVES {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/audit/archives");
    }
  },
  REGISTRATION {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/settings/registration");
    }
  },
  REGISTRATION_SEEN_BY_A_VIEWER {
    @Override
    void open(Window window) {
      window.signIn(Persona.VIEWER).go("/settings/registration");
    }
  },
  REGISTRATION_FORM {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/settings/registration");
      window.link("Change the rules").click();
      window.page().getByLabel("Required organisations").waitFor();
    }
  },
  REGISTRATION_WITH_A_WRONG_NAME {
    @Override
    void open(Window window) {
      REGISTRATION_FORM.open(window);
      window.complaints().expect("status of 422");
      window.page().getByLabel("Required organisations").fill("acme, nobody-home");
      window.button("Save the rules").click();
      window.page().locator("[aria-invalid=true]").waitFor();
    }
  },
  REGISTRATION_WHILE_GITHUB_IS_DOWN {
    @Override
    void open(Window window) {
      REGISTRATION_FORM.open(window);
      TestInstallation.gitHub().weather().turn(Weather.Kind.DOWN);
      window.complaints().expect("status of 503");
      window.button("Save the rules").click();
      window.page().locator(".sb-problem").waitFor();
    }
  },
  REGISTRATION_CHANGED_MEANWHILE {
    @Override
    void open(Window window) {
      REGISTRATION_FORM.open(window);
      window.complaints().expect("status of 409");
      window.page().evaluate("document.querySelector('input[name=version]').value = 7");
      window.button("Save the rules").click();
      window.page().locator("[data-error-summary]").waitFor();
    }
  },
  WHO_LOSES_ACCESS {
    @Override
    void open(Window window) {
      REGISTRATION_FORM.open(window);
      window.page().getByLabel("Required organisations").fill("acme-labs");
      window.button("Save the rules").click();
      window.button("Save the stricter rules").waitFor();
    }
  },
  SESSIONS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/sessions");
    }
  },
  TOKENS_OF_NOBODY {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/tokens");
    }
  },
  NEW_TOKEN {
    @Override
    void open(Window window) {
      TOKENS_OF_NOBODY.open(window);
      window.link("New token").click();
      window.page().getByLabel("Name").waitFor();
    }
  },
  NEW_TOKEN_WITHOUT_ANYTHING {
    @Override
    void open(Window window) {
      NEW_TOKEN.open(window);
      window.complaints().expect("status of 422");
      window.page().getByLabel("read", new GetByLabelOptions().setExact(false)).first().uncheck();
      window.button("Make this token").click();
      window.page().locator("[data-error-summary]").waitFor();
    }
  },
  TOKEN_MADE {
    @Override
    void open(Window window) {
      NEW_TOKEN.open(window);
      window.page().getByLabel("Name").fill("nightly report on build-7");
      window.button("Make this token").click();
      window.page().locator("#secret").waitFor();
    }
  },
  TOKENS {
    @Override
    void open(Window window) {
      TOKEN_MADE.open(window);
      window.go("/tokens");
    }
  },
  TOKEN_REVOCATION {
    @Override
    void open(Window window) {
      TOKENS.open(window);
      window.link("Revoke the token").click();
      window.button("Revoke this token").waitFor();
    }
  },
  TOKENS_OF_ALL {
    @Override
    void open(Window window) {
      TOKEN_MADE.open(window);
      window.go("/tokens/all");
    }
  },
  API {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/api");
    }
  },
  FIND {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/find?q=ma");
    }
  },
  PALETTE {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).press("Control+k");
      window.page().locator("#palette [role=option]").nth(3).waitFor();
    }
  },
  SHORTCUTS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).press("?");
    }
  },
  MENU {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).button("You: ").click();
    }
  },
  SIGN_IN {
    @Override
    void open(Window window) {
      window.go("/sign-in");
    }
  },
  SIGN_IN_AFTER_A_SESSION {
    @Override
    void open(Window window) {
      MENU.open(window);
      window.button("Sign out").click();
      window.page().locator(".sb-flash").waitFor();
    }
  },
  SIGN_IN_AGAIN {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      person(window, Persona.VIEWER);
      TestInstallation.clock().advance(Duration.ofMinutes(11));
      window.link("Change the role").click();
      window.link("Sign in again").waitFor();
    }
  },
  REFUSED {
    @Override
    void open(Window window) {
      window.complaints().expect("status of 403");
      window.signIn(Persona.OUTSIDER);
    }
  },
  SUSPENDED {
    @Override
    void open(Window window) {
      window.complaints().expect("status of 403");
      window.signIn(Persona.SUSPENDED);
    }
  },
  NO_CONSOLE {
    @Override
    void open(Window window) {
      window.complaints().expect("status of 403");
      window.signIn(Persona.MEMBER);
    }
  },
  MISSING {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nothing-here", 404);
    }
  },
  NOMAD {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad");
    }
  },
  CLIENTS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients");
    }
  },
  CLIENTS_FILTERED_TO_NOTHING {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients?q=zzz");
    }
  },
  CLIENTS_WHILE_NOMAD_IS_DOWN {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients");
      TestInstallation.nomad().weather().turn(NomadWeather.Kind.DOWN);
      window.page().getByText("Stale since").first().waitFor();
    }
  },
  CLIENTS_SELECTED {
    @Override
    void open(Window window) {
      CLIENTS.open(window);
      window.page().getByLabel("Choose " + NomadStory.READY).check();
    }
  },
  FORGOTTEN_CLIENTS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients/forgotten");
    }
  },
  CLIENT {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      client(window, NomadStory.FULL);
    }
  },
  CLIENT_THAT_DRAINS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      client(window, NomadStory.DRAINING);
    }
  },
  CLIENT_THAT_IS_DOWN {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      client(window, NomadStory.DOWN);
    }
  },
  DRAIN {
    @Override
    void open(Window window) {
      CLIENT.open(window);
      window.link("Drain this client").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  DRAIN_AT_ONCE_WITHOUT_A_REASON {
    @Override
    void open(Window window) {
      DRAIN.open(window);
      window.page().getByLabel("Deadline").selectOption("now");
      window.page().getByText("Stop everything").first().waitFor();
      window.complaints().expect("status of 422");
      window.page().locator("#confirm-typed").fill(NomadStory.FULL);
      window.main().locator("[data-typed-button]").click();
      window.page().locator("[aria-invalid=true]").first().waitFor();
    }
  },
  DRAIN_TO_BE_ENDED {
    @Override
    void open(Window window) {
      CLIENT_THAT_DRAINS.open(window);
      window.link("Change or cancel the drain").click();
      window.page().getByLabel("Reason").first().waitFor();
    }
  },
  ELIGIBILITY {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN);
      client(window, NomadStory.PARKED);
      window.link("Make eligible").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  PURGE {
    @Override
    void open(Window window) {
      CLIENT_THAT_IS_DOWN.open(window);
      window.link("Purge").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  ROLLING_DRAINS_OF_NOBODY {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/plans");
    }
  },
  NEW_ROLLING_DRAIN {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/plans/new?class=linux-64bit");
    }
  },
  ROLLING_DRAIN {
    @Override
    void open(Window window) {
      NEW_ROLLING_DRAIN.open(window);
      window.page().getByLabel("Reason").fill("kernel update");
      window.main().locator("form[method=post] button[type=submit]").last().click();
      window.page().locator("#plan").waitFor();
    }
  },
  RELEASES {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/releases");
    }
  },
  JOBS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/jobs");
    }
  },
  JOB {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/job?id=" + NomadStory.RUNNING);
    }
  },
  JOB_THAT_WAITS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/job?id=" + NomadStory.NEVER_FITS);
    }
  },
  JOB_STOP {
    @Override
    void open(Window window) {
      JOB.open(window);
      window.link("Stop").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  QUEUE {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/queue");
    }
  },
  QUEUE_FILTERED_TO_NOTHING {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/queue?q=zzz");
    }
  },
  ALLOCATION {
    @Override
    void open(Window window) {
      window
          .signIn(Persona.ADMIN)
          .go(
              "/nomad/allocations/"
                  + TestInstallation.nomad().world().allocationOf(NomadStory.FAILED));
    }
  },
  ALLOCATION_LOG {
    @Override
    void open(Window window) {
      window
          .signIn(Persona.ADMIN)
          .go(
              "/nomad/allocations/"
                  + TestInstallation.nomad().world().allocationOf(NomadStory.FAILED)
                  + "/log");
      window.page().locator(".sb-log-line").first().waitFor();
    }
  },
  LOG_OF_A_JOB {
    @Override
    void open(Window window) {
      window
          .signIn(Persona.ADMIN)
          .go("/nomad/job/log?id=" + NomadStory.SERVICE + "&allocation=all");
    }
  },
  SERVERS {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/nomad/servers");
    }
  },
  GALLERY {
    @Override
    void open(Window window) {
      window.signIn(Persona.ADMIN).go("/sandbox/gallery");
    }
  };

  /** Goes there and waits until everything is in its place. */
  Window openIn(Window window) {
    open(window);
    return window.settled();
  }

  abstract void open(Window window);

  private static void client(Window window, String name) {
    window.go("/nomad/clients?q=" + name);
    window.row(name).locator("a.sb-name").click();
    window.page().locator("#verdict").waitFor();
  }

  private static void person(Window window, Persona persona) {
    window.go("/users?q=" + persona.login());
    window.row(persona).locator("a.sb-name").click();
    window.page().locator("#github").waitFor();
  }
}
