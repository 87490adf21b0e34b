package dev.signalbox.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Validates CIDR ranges such as {@code 10.42.0.0/16}, as strictly as the embedded server does. */
final class CidrValidator {

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern NETWORK = Pattern.compile("([0-9a-fA-F.:]+)/(\\d{1,3})");
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  private CidrValidator() {}

  static boolean isValid(String text) {
    Matcher network = NETWORK.matcher(text);
    if (!network.matches()) {
      return false;
    }
    String address = network.group(1);
    int prefix = Integer.parseInt(network.group(2));
    return address.contains(":")
        ? prefix <= 128 && isIpv6(address)
        : prefix <= 32 && IPV4.matcher(address).matches();
  }

  private static boolean isIpv6(String address) {
    try {
      // with a colon it is a literal, so no name is resolved
      return InetAddress.getByName(address).getHostAddress() != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
