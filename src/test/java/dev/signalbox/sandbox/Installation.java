package dev.signalbox.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one story all fakes, tests and screenshots share: a small company named Acme that runs its
 * own CI server and looks after it with Signalbox.
 */
public final class Installation {

  /** What the installation is called on every page. */
  public static final String NAME = "acme-ci";

  public static final String ENVIRONMENT = "production";

  /** Few enough to be nearly used up. */
  public static final int SEATS = 45;

  /** The organisation whose members may sign in. */
  public static final Organization ACME = new Organization(9001, "acme", "Acme Rail Works");

  /** A second organisation of the same company. */
  public static final Organization ACME_LABS = new Organization(9002, "acme-labs", "Acme Labs");

  /** Somebody else's organisation; its members are never let in for being there. */
  public static final Organization GLOBEX = new Organization(9100, "globex", "Globex");

  public static final Team PLATFORM = new Team(7001, "platform", "Platform", ACME, null);
  public static final Team BUILD = new Team(7002, "build", "Build", ACME, PLATFORM);

  /** Why people were suspended. */
  public static final String SUSPENSION_REASON = "left the project";

  private Installation() {}

  /** Everybody else who has been there for a while. */
  public static List<String> colleagues() {
    return List.of(
        "Adaeze Nwosu",
        "Aiko Matsuda",
        "Alejandro Rivas",
        "Anneke de Wit",
        "Arjun Pillai",
        "Beatriz Moura",
        "Bogdan Ilie",
        "Chidi Eze",
        "Clara Hoffmann",
        "Dalia Haddad",
        "Emeka Obi",
        "Eszter Varga",
        "Farid Karimi",
        "Freya Nielsen",
        "Giulia Conti",
        "Henrik Dahl",
        "Ines Carvalho",
        "Ivan Petrov",
        "Jamila Abdi",
        "Kwame Mensah",
        "Lena Fischer",
        "Luca Moretti",
        "Maren Holm",
        "Mateo Quispe",
        "Nadia Rahman",
        "Nils Berg",
        "Olu Adeyemi",
        "Paula Jimenez",
        "Ravi Shetty",
        "Sanna Virtanen",
        "Sofia Papadaki",
        "Tariq Aziz",
        "Uma Krishnan",
        "Viktor Horvat",
        "Wanjiru Kamau",
        "Xiomara Diaz",
        "Yara Mansour",
        "Zofia Nowak");
  }

  /** Those who came this morning and wait for an admin. */
  public static List<String> newPeople() {
    return List.of("Ilse Vermeer", "Rohan Mehta");
  }

  public static List<Organization> organizations() {
    return List.of(ACME, ACME_LABS, GLOBEX);
  }

  public static List<Persona> personas() {
    return List.of(Persona.values());
  }

  /** An organisation on GitHub as it is when the story begins; names change, ids do not. */
  public record Organization(long id, String login, String name) {}

  /** A team inside an organisation, possibly inside another team. */
  public record Team(
      long id, String slug, String name, Organization organization, @Nullable Team parent) {}

  /** How one person belongs to one organisation. */
  public record Membership(Organization organization, State state, Role role) {

    /** Whether the invitation has been accepted. */
    public enum State {
      ACTIVE,
      PENDING
    }

    /** What the person may do in the organisation on GitHub, which says nothing about us. */
    public enum Role {
      ADMIN,
      MEMBER
    }

    public static Membership active(Organization organization) {
      return new Membership(organization, State.ACTIVE, Role.MEMBER);
    }

    public static Membership owner(Organization organization) {
      return new Membership(organization, State.ACTIVE, Role.ADMIN);
    }

    public static Membership pending(Organization organization) {
      return new Membership(organization, State.PENDING, Role.MEMBER);
    }
  }
}
