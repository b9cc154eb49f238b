# For Homebrew, on macOS and Linux. src/dist/recipes.sh fills in versions and checksums.
class Mnistfit < Formula
  desc "Reads handwritten digits in pictures"
  homepage "https://github.com/mnistfit/mnistfit"
  version "@version@"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "https://github.com/mnistfit/mnistfit/releases/download/v@version@/mnistfit-@version@-macosx-arm64.tar.xz"
      sha256 "@macosx-arm64@"
    end
    on_intel do
      url "https://github.com/mnistfit/mnistfit/releases/download/v@version@/mnistfit-@version@-macosx-x86_64.tar.xz"
      sha256 "@macosx-x86_64@"
    end
  end
  on_linux do
    on_arm do
      url "https://github.com/mnistfit/mnistfit/releases/download/v@version@/mnistfit-@version@-linux-arm64.tar.xz"
      sha256 "@linux-arm64@"
    end
    on_intel do
      url "https://github.com/mnistfit/mnistfit/releases/download/v@version@/mnistfit-@version@-linux-x86_64.tar.xz"
      sha256 "@linux-x86_64@"
    end
  end

  depends_on "openjdk"

  def install
    man1.install Dir["share/man/man1/*"]
    bash_completion.install "share/completions/mnistfit.bash" => "mnistfit"
    fish_completion.install "share/completions/mnistfit.fish"
    zsh_completion.install "share/completions/_mnistfit"
    libexec.install Dir["*"]
    (bin/"mnistfit").write_env_script libexec/"bin/mnistfit", Language::Java.overridable_java_home_env
  end

  test do
    assert_match(/^4\t/, shell_output("#{bin}/mnistfit predict #{libexec}/samples/thin.jpg"))
  end
end
