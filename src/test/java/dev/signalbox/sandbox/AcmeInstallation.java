package dev.signalbox.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data that fakes, tests and screenshots share: a company named Acme that runs a CI server and
 * administers it with Signalbox.
 */
public final class AcmeInstallation {

  /** Name of the installation. */
  public static final String NAME = "acme-ci";

  public static final String ENVIRONMENT = "production";

  /** Number of seats; most of them are in use. */
  public static final int SEATS = 45;

  /** The organization whose members can sign in. */
  public static final Organization ACME = new Organization(9001, "acme", "Acme Rail Works");

  /** A second organization of the same company. */
  public static final Organization ACME_LABS = new Organization(9002, "acme-labs", "Acme Labs");

  /** An unrelated organization. Membership in it grants no access. */
  public static final Organization GLOBEX = new Organization(9100, "globex", "Globex");

  public static final Team PLATFORM = new Team(7001, "platform", "Platform", ACME, null);
  public static final Team BUILD = new Team(7002, "build", "Build", ACME, PLATFORM);

  /** Reason of all suspensions. */
  public static final String SUSPENSION_REASON = "left the project";

  private AcmeInstallation() {}

  /** Names of the other existing users. */
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

  /** Names of the users that are pending approval. */
  public static List<String> pendingUsers() {
    return List.of("Ilse Vermeer", "Rohan Mehta");
  }

  public static List<Organization> organizations() {
    return List.of(ACME, ACME_LABS, GLOBEX);
  }

  public static List<Persona> personas() {
    return List.of(Persona.values());
  }

  /** An organization on GitHub with its initial name. Names may change, ids don't. */
  public record Organization(long id, String login, String name) {}

  /** A team of an organization, possibly with a parent team. */
  public record Team(
      long id, String slug, String name, Organization organization, @Nullable Team parent) {}

  /** Membership of a person in an organization. */
  public record Membership(Organization organization, State state, Role role) {

    /** Whether the invitation has been accepted. */
    public enum State {
      ACTIVE,
      PENDING
    }

    /** Role in the organization on GitHub, unrelated to the role in the console. */
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
