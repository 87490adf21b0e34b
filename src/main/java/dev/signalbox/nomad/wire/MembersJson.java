package dev.signalbox.nomad.wire;

import dev.signalbox.nomad.NomadServers.Member;
import java.util.List;
import java.util.Map;

/** The servers that gossip knows, those of other regions among them. */
record MembersJson(String serverRegion, List<MemberJson> members) {

  /** Those of the region of the server that was asked. */
  List<MemberJson> ofRegion() {
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
