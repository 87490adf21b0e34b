package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.membership.KnownOrganizations;
import dev.signalbox.accounts.membership.Memberships.Known;
import dev.signalbox.accounts.sessions.PresentSessions.Present;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person, ready to print. */
record UserPage(
    String id,
    String name,
    String login,
    long githubId,
    @Nullable String email,
    String initials,
    String truth,
    Status status,
    Moment statusSince,
    @Nullable String statusBy,
    @Nullable String reason,
    @Nullable Moment until,
    String role,
    String roleMeans,
    Moment firstSeen,
    @Nullable Moment lastSeen,
    int signIns,
    @Nullable String organization,
    @Nullable Moment confirmed,
    @Nullable String membership,
    List<Organization> organizations,
    @Nullable Moment organizationsChecked,
    List<Session> sessions,
    boolean suspended,
    Act suspend,
    Act activate,
    Act changeRole) {

  static UserPage of(
      Person person,
      Optional<Known> membership,
      Optional<KnownOrganizations.Known> organizations,
      List<Present> sessions,
      Visitor visitor,
      boolean oneself,
      Clock clock) {
    boolean suspended = !person.status().mayEnter();
    @Nullable String objection = oneself ? "This is you; another admin can do it." : null;
    return new UserPage(
        person.id().toString(),
        person.displayName(),
        person.login(),
        person.githubId(),
        person.email(),
        Visitor.initialsOf(person.displayName()),
        truth(person, sessions.size(), clock),
        StatusWords.of(person.status()),
        Moment.of(person.statusSince(), clock),
        person.statusBy(),
        person.statusReason(),
        Moment.ofNullable(person.statusUntil(), clock),
        person.role().word(),
        roleMeans(person),
        Moment.of(person.firstSeen(), clock),
        Moment.ofNullable(person.lastSeen(), clock),
        person.signIns(),
        membership.map(Known::organization).orElse(null),
        membership.map(known -> Moment.of(known.confirmedAt(), clock)).orElse(null),
        membership.map(Known::lastAnswer).orElse(null),
        organizations.map(KnownOrganizations.Known::memberships).orElse(List.of()).stream()
            .map(Organization::of)
            .toList(),
        organizations.map(known -> Moment.of(known.checkedAt(), clock)).orElse(null),
        sessions.stream().map(session -> Session.of(session, clock)).toList(),
        suspended,
        Act.of("Suspend this person", visitor, objection),
        Act.of("Activate this person", visitor, null),
        Act.of("Change the role", visitor, objection));
  }

  /** One organisation, as GitHub said last. */
  record Organization(String login, Status state) {

    static Organization of(KnownOrganizations.Membership membership) {
      return new Organization(
          membership.login(),
          membership.active() ? Status.ok("member") : Status.waiting("invited"));
    }
  }

  /** One signed-in browser. */
  record Session(String device, String address, Moment since, Moment lastUsed) {

    static Session of(Present present, Clock clock) {
      return new Session(
          present.device(),
          present.address(),
          Moment.of(present.since(), clock),
          Moment.of(present.lastUsed(), clock));
    }
  }

  private static String truth(Person person, long sessions, Clock clock) {
    if (person.status() == AccountStatus.SUSPENDED) {
      return "Cannot sign in since " + Moment.of(person.statusSince(), clock).absolute();
    }
    if (person.status() == AccountStatus.SUSPENDED_NEW) {
      return "Wants to sign in and waits for an admin";
    }
    String inside =
        sessions == 0
            ? "not signed in now"
            : sessions == 1
                ? "signed in with 1 browser"
                : "signed in with " + sessions + " browsers";
    return person.role().word() + " · " + inside;
  }

  private static String roleMeans(Person person) {
    return switch (person.role()) {
      case ADMIN -> "sees and changes everything";
      case VIEWER -> "sees everything, changes nothing";
      case MEMBER -> "may sign in to the installation, has no console";
    };
  }
}
