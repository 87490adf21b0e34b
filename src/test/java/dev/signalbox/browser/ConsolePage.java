package dev.signalbox.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.GetByLabelOptions;
import dev.signalbox.sandbox.Faults;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFaults;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;

/** Every page of the console and how to open it. */
enum ConsolePage {
  OVERVIEW {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
    }
  },
  WALL_LINKS {
    @Override
    void open(BrowserWindow window) {
      createWallLink(window);
      window.link("Done").click();
    }
  },
  NEW_WALL_LINK {
    @Override
    void open(BrowserWindow window) {
      createWallLink(window);
    }
  },
  WALL {
    @Override
    void open(BrowserWindow window) {
      createWallLink(window);
      window.page().navigate(window.page().locator("#secret").textContent());
    }
  },
  SNAPSHOTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots").row(VeleroFixtureData.RUNNING).waitFor();
    }
  },
  SNAPSHOTS_WITHOUT_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots?q=zzz");
    }
  },
  SNAPSHOT {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/snapshots/" + VeleroFixtureData.MANUAL);
    }
  },
  RUNNING_SNAPSHOT {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/snapshots/" + VeleroFixtureData.RUNNING);
    }
  },
  FAILED_SNAPSHOT {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/snapshots/" + VeleroFixtureData.FAILED);
    }
  },
  SNAPSHOT_HEALTH {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/snapshots/health");
    }
  },
  SNAPSHOT_LOG {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/snapshots/" + VeleroFixtureData.MANUAL + "/log");
      await()
          .until(
              () ->
                  !TestCluster.cluster()
                      .objects()
                      .list("downloadrequests.velero.io", FakeVelero.NAMESPACE)
                      .isEmpty());
      TestCluster.velero().tick();
      window.link("Download log").waitFor();
    }
  },
  ARTIFACT_POLICY {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/artifact-policy?file=report.html");
      window.page().locator("#tester-result pre").waitFor();
    }
  },
  ARTIFACT_POLICY_UNSAFE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/artifact-policy/unsafe");
    }
  },
  USERS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/users");
    }
  },
  USERS_WITHOUT_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/users?q=zzz");
    }
  },
  USER {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openUser(window, Persona.VIEWER);
    }
  },
  USER_AS_VIEWER {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.VIEWER).go("/");
      openUser(window, Persona.SUSPENDED);
    }
  },
  SUSPENSION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openUser(window, Persona.VIEWER);
      window.link("Suspend user").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  SUSPENSION_WITHOUT_REASON {
    @Override
    void open(BrowserWindow window) {
      SUSPENSION.open(window);
      window.errors().expect("status of 422");
      window.button("Suspend user").click();
      window.page().locator("[aria-invalid=true]").waitFor();
    }
  },
  ROLE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openUser(window, Persona.VIEWER);
      window.link("Change role").click();
      window.page().locator("select").waitFor();
    }
  },
  BULK_SUSPENSION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/users?role=MEMBER");
      window.page().getByLabel("Select all users on this page").check();
      window.button("Suspend").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  BULK_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/users?role=ADMIN");
      window.page().getByLabel("Select all users on this page").check();
      window.button("Suspend").click();
      window.page().getByLabel("Reason").fill("left the project");
      window.button("Suspend 2 users").click();
      window.page().getByText("1 skipped").waitFor();
    }
  },
  NO_USERS_SELECTED {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/users/suspensions", 422);
    }
  },
  AUDIT_LOG {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit");
    }
  },
  AUDIT_LOG_WITHOUT_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit?actor=zzz");
    }
  },
  AUDIT_EVENT {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit?action=user.suspended");
      window.page().locator("tr[data-key] a").first().click();
      window.page().locator(".sb-raw summary").first().click();
    }
  },
  AUDIT_LOG_OF_A_MONTH {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit?range=30d&action=user.");
      window.page().getByText("Show table").click();
    }
  },
  AUDIT_LOG_WITH_INVALID_TIME {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      window.errors().expect("status of 422");
      window.go("/audit?from=yesterday");
    }
  },
  AUDIT_DOWNLOADS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit/exports?range=7d");
      window.page().getByText("CLI equivalent").click();
    }
  },
  AUDIT_IMPORTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit/imports");
    }
  },
  AUDIT_FILTERS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit/filters?query=outcome%3Dfailed");
    }
  },
  AUDIT_INTEGRITY {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit/integrity");
    }
  },
  AUDIT_ARCHIVES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/audit/archives");
    }
  },
  REGISTRATION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/settings/registration");
    }
  },
  REGISTRATION_AS_VIEWER {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.VIEWER).go("/settings/registration");
    }
  },
  REGISTRATION_FORM {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/settings/registration");
      window.link("Edit").click();
      window.page().getByLabel("Required organizations").waitFor();
    }
  },
  REGISTRATION_WITH_UNKNOWN_ORGANIZATION {
    @Override
    void open(BrowserWindow window) {
      REGISTRATION_FORM.open(window);
      window.errors().expect("status of 422");
      window.page().getByLabel("Required organizations").fill("acme, nobody-home");
      window.button("Save").click();
      window.page().locator("[aria-invalid=true]").waitFor();
    }
  },
  REGISTRATION_WHILE_GITHUB_IS_DOWN {
    @Override
    void open(BrowserWindow window) {
      REGISTRATION_FORM.open(window);
      TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
      window.errors().expect("status of 503");
      window.button("Save").click();
      window.page().locator(".sb-problem").waitFor();
    }
  },
  REGISTRATION_VERSION_CONFLICT {
    @Override
    void open(BrowserWindow window) {
      REGISTRATION_FORM.open(window);
      window.errors().expect("status of 409");
      window.page().evaluate("document.querySelector('input[name=version]').value = 7");
      window.button("Save").click();
      window.page().locator("[data-error-summary]").waitFor();
    }
  },
  USERS_LOSING_ACCESS {
    @Override
    void open(BrowserWindow window) {
      REGISTRATION_FORM.open(window);
      window.page().getByLabel("Required organizations").fill("acme-labs");
      window.button("Save").click();
      window.button("Save and remove access").waitFor();
    }
  },
  SESSIONS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/sessions");
    }
  },
  NO_TOKENS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/tokens");
    }
  },
  NEW_TOKEN {
    @Override
    void open(BrowserWindow window) {
      NO_TOKENS.open(window);
      window.link("New token").click();
      window.page().getByLabel("Name").waitFor();
    }
  },
  NEW_TOKEN_WITH_ERRORS {
    @Override
    void open(BrowserWindow window) {
      NEW_TOKEN.open(window);
      window.errors().expect("status of 422");
      window.page().getByLabel("read", new GetByLabelOptions().setExact(false)).first().uncheck();
      window.button("Generate token").click();
      window.page().locator("[data-error-summary]").waitFor();
    }
  },
  TOKEN_CREATED {
    @Override
    void open(BrowserWindow window) {
      NEW_TOKEN.open(window);
      window.page().getByLabel("Name").fill("nightly report on build-7");
      window.button("Generate token").click();
      window.page().locator("#secret").waitFor();
    }
  },
  TOKENS {
    @Override
    void open(BrowserWindow window) {
      TOKEN_CREATED.open(window);
      window.go("/tokens");
    }
  },
  TOKEN_REVOCATION {
    @Override
    void open(BrowserWindow window) {
      TOKENS.open(window);
      window.link("Revoke token").click();
      window.button("Revoke token").waitFor();
    }
  },
  ALL_TOKENS {
    @Override
    void open(BrowserWindow window) {
      TOKEN_CREATED.open(window);
      window.go("/tokens/all");
    }
  },
  API {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/api");
    }
  },
  SEARCH {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/find?q=ma");
    }
  },
  PALETTE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/").press("Control+k");
      window.page().locator("#palette [role=option]").nth(3).waitFor();
    }
  },
  SHORTCUTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/").press("?");
    }
  },
  MENU {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/").button("You: ").click();
    }
  },
  SIGN_IN {
    @Override
    void open(BrowserWindow window) {
      window.go("/sign-in");
    }
  },
  SIGN_IN_AFTER_A_SESSION {
    @Override
    void open(BrowserWindow window) {
      MENU.open(window);
      window.button("Sign out").click();
      window.page().locator(".sb-flash").waitFor();
    }
  },
  SIGN_IN_AGAIN {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      TestInstallation.clock().advance(Duration.ofMinutes(11));
      window.go("/tokens/new");
      window.link("Sign in again").waitFor();
    }
  },
  CONFIRM_WITHOUT_GITHUB {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
      window.go("/sign-in/unconfirmed?to=/tokens/new");
    }
  },
  SIGN_IN_DURING_AN_OUTAGE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN);
      TestInstallation.gitHub().faults().set(Faults.Kind.DOWN);
      window.go("/sign-in/unconfirmed").button("Confirm").waitFor();
      window.context().clearCookies();
      window.go("/sign-in").page().getByText("GitHub has not answered").waitFor();
    }
  },
  SIGN_IN_WITH_A_ONE_TIME_CODE {
    @Override
    void open(BrowserWindow window) {
      window.errors().expect("status of 422");
      window.go("/sign-in/code").page().getByLabel("GitHub login").fill("admin");
      window.page().getByLabel("One-time code").fill("7KQX-2M4P-9T3H-WZ5C-8RVN-4JDE");
      window.button("Sign in").click();
      window.page().getByText("Sign-in refused").first().waitFor();
    }
  },
  NO_ONE_TIME_CODES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/one-time-codes");
    }
  },
  ONE_TIME_CODES_CREATED {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/one-time-codes/new").button("Create codes").click();
      window.page().locator(".sb-codes").waitFor();
    }
  },
  ONE_TIME_CODES {
    @Override
    void open(BrowserWindow window) {
      ONE_TIME_CODES_CREATED.open(window);
      window.go("/one-time-codes");
    }
  },
  SIGNED_IN_WITH_A_ONE_TIME_CODE {
    @Override
    void open(BrowserWindow window) {
      ONE_TIME_CODES_CREATED.open(window);
      String code = window.page().locator(".sb-codes code").first().innerText();
      window.context().clearCookies();
      window.go("/sign-in/code").page().getByLabel("GitHub login").fill("admin");
      window.page().getByLabel("One-time code").fill(code);
      window.button("Sign in").click();
      window.page().getByText("You signed in with a one-time code").waitFor();
    }
  },
  SIGN_IN_DENIED {
    @Override
    void open(BrowserWindow window) {
      window.errors().expect("status of 403");
      window.signIn(Persona.OUTSIDER).go("/");
    }
  },
  SUSPENDED {
    @Override
    void open(BrowserWindow window) {
      window.errors().expect("status of 403");
      window.signIn(Persona.SUSPENDED).go("/");
    }
  },
  NO_CONSOLE {
    @Override
    void open(BrowserWindow window) {
      window.errors().expect("status of 403");
      window.signIn(Persona.MEMBER).go("/");
    }
  },
  NOT_FOUND {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nothing-here", 404);
    }
  },
  NOMAD {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad");
    }
  },
  CLIENTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients");
    }
  },
  CLIENTS_WITHOUT_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients?q=zzz");
    }
  },
  CLIENTS_WHILE_NOMAD_IS_DOWN {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients");
      TestInstallation.nomad().faults().set(NomadFaults.Kind.DOWN);
      window.page().getByText("Stale since").first().waitFor();
    }
  },
  CLIENTS_SELECTED {
    @Override
    void open(BrowserWindow window) {
      CLIENTS.open(window);
      window.page().getByLabel("Select " + NomadFixtureData.READY).check();
    }
  },
  ORPHANED_CLIENTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/clients/orphaned");
    }
  },
  CLIENT {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openClient(window, NomadFixtureData.FULL);
    }
  },
  DRAINING_CLIENT {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openClient(window, NomadFixtureData.DRAINING);
    }
  },
  DOWN_CLIENT {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openClient(window, NomadFixtureData.DOWN);
    }
  },
  DRAIN {
    @Override
    void open(BrowserWindow window) {
      CLIENT.open(window);
      window.link("Drain client").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  IMMEDIATE_DRAIN_WITHOUT_REASON {
    @Override
    void open(BrowserWindow window) {
      DRAIN.open(window);
      window.page().getByLabel("Deadline").selectOption("now");
      window.page().getByText("Kill all builds and drain").first().waitFor();
      window.errors().expect("status of 422");
      window.page().locator("#confirm-typed").fill(NomadFixtureData.FULL);
      window.main().locator("[data-typed-button]").click();
      window.page().locator("[aria-invalid=true]").first().waitFor();
    }
  },
  DRAIN_CANCELLATION {
    @Override
    void open(BrowserWindow window) {
      DRAINING_CLIENT.open(window);
      window.link("Change or stop drain").click();
      window.page().getByLabel("Reason").first().waitFor();
    }
  },
  ELIGIBILITY {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/");
      openClient(window, NomadFixtureData.INELIGIBLE);
      window.link("Mark eligible").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  PURGE {
    @Override
    void open(BrowserWindow window) {
      DOWN_CLIENT.open(window);
      window.link("Purge").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  NO_ROLLING_DRAINS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/rolling-drains");
    }
  },
  NEW_ROLLING_DRAIN {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/rolling-drains/new?class=linux-64bit");
    }
  },
  ROLLING_DRAIN {
    @Override
    void open(BrowserWindow window) {
      NEW_ROLLING_DRAIN.open(window);
      window.page().getByLabel("Reason").fill("kernel update");
      window.main().locator("form[method=post] button[type=submit]").last().click();
      window.page().locator("#plan").waitFor();
    }
  },
  TERMINATION_REQUESTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/releases");
    }
  },
  JOBS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/jobs");
    }
  },
  JOB {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/job?id=" + NomadFixtureData.RUNNING);
    }
  },
  FAILED_JOB {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/job?id=" + NomadFixtureData.FAILED);
      window.page().locator(".sb-failure-lines").waitFor();
    }
  },
  WAITING_JOB {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/job?id=" + NomadFixtureData.TOO_LARGE);
    }
  },
  JOB_STOP {
    @Override
    void open(BrowserWindow window) {
      JOB.open(window);
      window.link("Stop").click();
      window.page().getByLabel("Reason").waitFor();
    }
  },
  QUEUE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/queue");
    }
  },
  QUEUE_REASONS {
    @Override
    void open(BrowserWindow window) {
      QUEUE.open(window);
      window.button("What the reasons mean").click();
      window.page().locator(".sb-definitions").waitFor();
    }
  },
  QUEUE_WITHOUT_RESULTS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/queue?q=zzz");
    }
  },
  ALLOCATION {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go(
              "/nomad/allocations/"
                  + TestInstallation.nomad().cluster().allocationOf(NomadFixtureData.FAILED));
    }
  },
  ALLOCATION_LOG {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go(
              "/nomad/allocations/"
                  + TestInstallation.nomad().cluster().allocationOf(NomadFixtureData.FAILED)
                  + "/log");
      window.page().locator(".sb-log-line").first().waitFor();
    }
  },
  JOB_LOG {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/nomad/job/log?id=" + NomadFixtureData.SERVICE + "&allocation=all");
    }
  },
  SERVERS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/nomad/servers");
    }
  },
  NEW_SNAPSHOT {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/new");
    }
  },
  SNAPSHOT_DELETION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/" + VeleroFixtureData.MANUAL + "/deletion");
    }
  },
  VOLUME_ANNOTATION {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/snapshots/volumes/annotation?claim=data-rabbitmq-0&all=false");
    }
  },
  SNAPSHOT_VOLUMES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/volumes");
    }
  },
  SNAPSHOT_SCHEDULES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/schedules");
    }
  },
  NEW_SNAPSHOT_SCHEDULE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/schedules/new");
    }
  },
  SNAPSHOT_SCHEDULE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/schedules/" + VeleroFixtureData.DAILY);
    }
  },
  SNAPSHOT_SCHEDULE_PAUSE {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/schedules/" + VeleroFixtureData.DAILY + "/pause");
    }
  },
  SNAPSHOT_SCHEDULE_DELETION {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/snapshots/schedules/" + VeleroFixtureData.DAILY + "/deletion");
    }
  },
  RETENTION_RULES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/retention");
    }
  },
  RETENTION_RULES_FORM {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/retention/edit");
    }
  },
  STORAGE_LOCATIONS {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/locations");
    }
  },
  RESTORES {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/restores");
    }
  },
  NEW_RESTORE {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/restores/new?mode=replace&snapshot=" + VeleroFixtureData.MANUAL);
    }
  },
  RESTORE {
    @Override
    void open(BrowserWindow window) {
      SNAPSHOTS.open(window);
      window.go("/restores").row(VeleroFixtureData.RESTORE).waitFor();
      window.go("/restores/" + VeleroFixtureData.RESTORE);
    }
  },
  STORAGE_LOCATION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/locations/default");
    }
  },
  NEW_STORAGE_LOCATION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/locations/new?provider=s3");
    }
  },
  STORAGE_LOCATION_FORM {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/locations/default/edit");
    }
  },
  STORAGE_LOCATION_DELETION {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/locations/default/deletion");
    }
  },
  STORAGE_SETUP {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/setup");
    }
  },
  STORAGE_SETUP_AWS {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/snapshots/setup/aws?bucket=acme-ci-snapshots&region=us-east-1");
    }
  },
  STORAGE_SETUP_GCP {
    @Override
    void open(BrowserWindow window) {
      window
          .signIn(Persona.ADMIN)
          .go("/snapshots/setup/gcp?bucket=acme-ci&project=acme-prod&auth=workload");
    }
  },
  STORAGE_SETUP_S3 {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/snapshots/setup/s3?bucket=acme-ci");
    }
  },
  GALLERY {
    @Override
    void open(BrowserWindow window) {
      window.signIn(Persona.ADMIN).go("/sandbox/gallery");
    }
  };

  /** Opens the page and waits until it is loaded. */
  BrowserWindow openIn(BrowserWindow window) {
    open(window);
    return window.awaitSettled();
  }

  abstract void open(BrowserWindow window);

  private static void openClient(BrowserWindow window, String name) {
    window.go("/nomad/clients?q=" + name);
    window.row(name).locator("a.sb-name").click();
    window.page().locator("#verdict").waitFor();
  }

  private static void createWallLink(BrowserWindow window) {
    window.signIn(Persona.ADMIN).go("/settings/wall-links/new");
    window.page().getByLabel("Name").fill("office");
    window.button("Create link").click();
    window.page().locator("#secret").waitFor();
  }

  private static void openUser(BrowserWindow window, Persona persona) {
    window.go("/users?q=" + persona.login());
    window.row(persona).locator("a.sb-name").click();
    window.page().locator("#github").waitFor();
  }
}
