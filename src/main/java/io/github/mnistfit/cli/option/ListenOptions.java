package io.github.mnistfit.cli.option;

import io.github.mnistfit.cli.output.Environment;
import io.github.mnistfit.server.ServerLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a server listens, and who is told of it. */
public final class ListenOptions {
  private static final int LARGEST_PORT = 65_535;

  /** As browsers send them: letters outside ASCII arrive encoded. */
  private static final Pattern HOST_NAME = Pattern.compile("[\\w.-]+");

  private final Environment environment;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 takes any that is free (default: 8080).")
  private int port = 8080;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      converter = Named.class,
      description =
          "The address to listen on (default: 127.0.0.1, which only this machine reaches). 0.0.0.0"
              + " is all of this machine's: anyone who can reach one of them can have pictures"
              + " read.")
  private String host = "127.0.0.1";

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "Answer under this name, too. Without it only localhost and addresses are answered, so"
              + " that no web page can reach the server through a name of its own.")
  private List<String> names = List.of();

  @Option(
      names = "--max-per-address",
      paramLabel = "N",
      description =
          "Take at most so many requests at once from one address of another machine (default:"
              + " 64). Where many come through one, as from Docker's bridge or a proxy, give more.")
  private int maxPerAddress = ServerLimits.WAITING_OF_ONE;

  @Option(names = "--open", description = "Open the page in the browser.")
  private boolean open;

  public ListenOptions(Environment environment) {
    this.environment = environment;
  }

  /**
   * Looks at the options before anything is opened.
   *
   * @throws ParameterException if they name no place to listen on
   */
  public void check() {
    if (port < 0 || port > LARGEST_PORT) {
      throw new ParameterException(
          command.commandLine(), "--port must be from 0 to " + LARGEST_PORT + ".");
    }
    if (maxPerAddress < 1) {
      throw new ParameterException(command.commandLine(), "--max-per-address must be at least 1.");
    }
    for (String name : names) {
      if (!HOST_NAME.matcher(name).matches()) {
        throw new ParameterException(
            command.commandLine(),
            "--allow-host takes a host name without scheme and port, not " + name + ".");
      }
    }
    try {
      InetAddress unused = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ParameterException(
          command.commandLine(), "--host: there is no address " + host + ".", e);
    }
  }

  /** The address to listen on. */
  public String host() {
    return host;
  }

  /** The port; 0 for any. */
  public int port() {
    return port;
  }

  /** What the server takes on. */
  public ServerLimits limits() {
    return ServerLimits.standard().withWaitingOfOne(maxPerAddress);
  }

  /** Where is listened, in words. */
  public String place() {
    return host + " port " + port;
  }

  /** The names under which the server may be asked, in lower case. */
  public Set<String> names() {
    Set<String> all = new HashSet<>();
    Stream.concat(names.stream(), Stream.of(host))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .forEach(all::add);
    return all;
  }

  /** Where the page is on this machine: an address of all is none to go to. */
  public URI page(URI address) {
    return isWildcard() ? URI.create("http://localhost:" + address.getPort() + "/") : address;
  }

  private boolean isWildcard() {
    return resolved().isAnyLocalAddress();
  }

  private InetAddress resolved() {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }

  /** Tells who can reach the server, if that is more than this machine. */
  public void tell(URI address) {
    if (resolved().isLoopbackAddress()) {
      return;
    }
    if (isWildcard()) {
      for (String other : addresses()) {
        environment.tell("from other machines: http://" + other + ":" + address.getPort() + "/");
      }
    }
    environment.tell(
        "Anyone who can reach this address can have pictures read; nothing is encrypted, and there"
            + " is no password.");
  }

  /** The addresses of this machine that others may reach. */
  private static List<String> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .map(InetAddress::getHostAddress)
          .filter(address -> !address.contains(":"))
          .sorted()
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  /** Opens the page in the browser, if that is wanted. */
  public void open(URI page) {
    if (!open) {
      return;
    }
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> opener =
        system.contains("mac")
            ? List.of("open")
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler")
                : List.of("xdg-open");
    try {
      new ProcessBuilder(Stream.concat(opener.stream(), Stream.of(page.toString())).toList())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      environment.tell(
          "No browser can be opened (" + opener.get(0) + "): open " + page + " yourself.");
    }
  }
}
