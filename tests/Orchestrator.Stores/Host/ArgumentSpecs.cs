using Orchestrator.Host.CommandLine;
using Orchestrator.Host.Roles;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Host;

public sealed class ArgumentSpecs
{
    [Fact]
    public void Without_arguments_everything_runs_on_the_loopback_address() =>
        Parse().ShouldBe(new Serve(HostRole.All, Demo: false, "data", null, "http://127.0.0.1:5080"));

    [Fact]
    public void The_demonstration_keeps_its_data_apart() => Parse("--demo").ShouldBeOfType<Serve>().Data.ShouldBe(Path.Combine("data", "demo"));

    [Fact]
    public void Options_may_be_written_with_an_equals_sign() =>
        Parse("serve", "--role=office", "--data=/srv/o", "--urls=http://0.0.0.0:80;https://[::1]:443")
            .ShouldBe(new Serve(HostRole.Office, false, "/srv/o", null, "http://0.0.0.0:80;https://[::1]:443"));

    [Fact]
    public void The_database_on_the_command_line_wins_over_the_environment()
    {
        Arguments.Parse(["--database", "Host=a"], Environment("ORCHESTRATOR_DATABASE", "Host=b")).ShouldBeOfType<Serve>().Database.ShouldBe("Host=a");
        Arguments.Parse([], Environment("ORCHESTRATOR_DATABASE", "Host=b")).ShouldBeOfType<Serve>().Database.ShouldBe("Host=b");
        Arguments.Parse([], Environment("ORCHESTRATOR_DATABASE", "")).ShouldBeOfType<Serve>().Database.ShouldBeNull();
    }

    [Theory]
    [InlineData("amqp://office:s%3Acret@mq:5673/reform", "rabbitmq://mq:5673/reform", "office", "s:cret", false)]
    [InlineData("amqps://office:x@mq", "rabbitmq://mq:5671/", "office", "x", true)]
    [InlineData("amqp://mq/", "rabbitmq://mq:5672/", "guest", "guest", false)]
    public void The_broker_is_given_by_the_environment(string address, string server, string user, string password, bool encrypted) =>
        Arguments.Parse([], Environment("ORCHESTRATOR_BROKER", address)).ShouldBeOfType<Serve>().Broker.ShouldBe(new(new Uri(server), user, password, encrypted));

    [Theory]
    [InlineData("http://office:secret@mq")]
    [InlineData("mq:5672")]
    [InlineData("secret")]
    public void A_wrong_address_of_the_broker_is_refused_without_being_shown(string address)
    {
        var refused = Should.Throw<UsageException>(() => Arguments.Parse([], Environment("ORCHESTRATOR_BROKER", address)));
        refused.Message.ShouldContain("ORCHESTRATOR_BROKER");
        refused.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void Services_that_run_apart_are_told_where_the_others_are()
    {
        string? Told(string name) => name switch
        {
            "ORCHESTRATOR_OFFICE" => "http://office-1:5080; http://office-2:5080",
            "ORCHESTRATOR_PERSON_SECRET" => "a secret of thirty-two characters or more",
            _ => null,
        };
        var serve = Arguments.Parse(["--role", "finance"], Told).ShouldBeOfType<Serve>();
        serve.Role.ShouldBe(HostRole.Finance);
        serve.Neighbours!.Of(HostRole.Office).ShouldBe([new("http://office-1:5080"), new("http://office-2:5080")]);
        serve.Neighbours.Of(HostRole.Organization).ShouldBeEmpty();
        serve.PersonSecret.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("too short")]
    public void An_authority_that_runs_apart_needs_the_secret_of_person_keys(string? secret) =>
        Should.Throw<UsageException>(() => Arguments.Parse(["--role", "finance"], name => name switch
        {
            "ORCHESTRATOR_OFFICE" => "http://office:5080",
            "ORCHESTRATOR_PERSON_SECRET" => secret,
            _ => null,
        })).Message.ShouldContain("ORCHESTRATOR_PERSON_SECRET");

    [Theory]
    [InlineData("office:5080")]
    [InlineData("http://office:5080/api")]
    [InlineData("http://a;b")]
    public void A_wrong_address_of_a_service_is_named(string address) =>
        Should.Throw<UsageException>(() => Arguments.Parse([], Environment("ORCHESTRATOR_HUMAN_RESOURCES", address))).Message.ShouldContain("ORCHESTRATOR_HUMAN_RESOURCES");

    [Fact]
    public void Inputs_of_a_trial_may_repeat_and_hold_any_text()
    {
        var trial = Parse("try", "flow.json", "--input", "a=1", "--input", "b={\"c\":\"x=y\"}", "--now", "2020-08-10T09:00:00+08:00", "--json").ShouldBeOfType<TryOut>();

        trial.Inputs.Select(i => i.Value).ShouldBe(["1", "{\"c\":\"x=y\"}"]);
        trial.Now.ShouldBe(new DateTimeOffset(2020, 8, 10, 9, 0, 0, TimeSpan.FromHours(8)));
        trial.Json.ShouldBeTrue();
    }

    [Theory]
    [InlineData("没有名为“run”的命令", "run")]
    [InlineData("不认识的参数“--daemon”", "--daemon")]
    [InlineData("不认识的参数“extra”", "serve", "extra")]
    [InlineData("--data 缺少内容", "--data")]
    [InlineData("--data 缺少内容", "--data", "--demo")]
    [InlineData("--role 只能是", "--role", "police")]
    [InlineData("ORCHESTRATOR_OFFICE", "--role", "finance")]
    [InlineData("ORCHESTRATOR_OFFICE", "--role", "door")]
    [InlineData("没有数据库", "migrate", "--role", "door")]
    [InlineData("不能与 --role 同用", "--demo", "--role", "office")]
    [InlineData("不是有效的地址", "--urls", "5080")]
    [InlineData("没有给出要检查的文件", "validate")]
    [InlineData("不认识的参数“--strict”", "validate", "--strict", "a.json")]
    [InlineData("没有给出要试运行的流程文件", "try")]
    [InlineData("一次只能运行一个文件", "try", "a.json", "b.json")]
    [InlineData("--input 应写成", "try", "a.json", "--input", "x")]
    [InlineData("--now 应为", "try", "a.json", "--now", "yesterday")]
    public void A_wrong_argument_is_named(string message, params string[] args) =>
        Should.Throw<UsageException>(() => Parse(args)).Message.ShouldContain(message);

    private static Func<string, string?> Environment(string name, string value) => asked => asked == name ? value : null;

    private static Command Parse(params string[] args) => Arguments.Parse(args, _ => null);
}
