package dev.signalbox.nomad.http;

import dev.signalbox.nomad.NomadServers.Member;
import java.util.List;
import java.util.Map;

/** The servers known by gossip, including those of other regions. */
record MembersJson(String serverRegion, List<MemberJson> members) {

  /** Returns the members in the region of the server that responded. */
  List<MemberJson> inSameRegion() {
    return members.stream()
        .filter(member -> serverRegion.isEmpty() || member.region().equals(serverRegion))
        .toList();
  }

  record MemberJson(String name, String addr, int port, String status, Map<String, String> tags) {

    String build() {
      return tags.getOrDefault("build", "");
    }

    String region() {
      return tags.getOrDefault("region", "");
    }

    Member member() {
      return new Member(name, addr, port, region(), build(), status);
    }
  }
}
