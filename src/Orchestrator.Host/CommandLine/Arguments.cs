using System.Globalization;
using Orchestrator.Contracts.People;
using Orchestrator.Host.Roles;
using Orchestrator.Runtime;

namespace Orchestrator.Host.CommandLine;

/// <summary>Reads the command line. A wrong argument throws <see cref="UsageException"/>; nothing has been done by then.</summary>
public static class Arguments
{
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Parse(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var reader = new ArgumentReader(args);
        if (reader.TakeFlag("--version"))
        {
            return new ShowVersion();
        }

        var verb = reader.TakeVerb();
        if (reader.TakeFlag("--help") || reader.TakeFlag("-h") || verb == "help")
        {
            return new Help(verb ?? "");
        }

        Command command = verb switch
        {
            null or "serve" => ReadServe(reader, environment),
            "migrate" => ReadMigrate(reader, environment),
            "validate" => new Validate(reader.TakeRest("要检查的文件")),
            "try" => ReadTry(reader),
            _ => throw new UsageException($"没有名为“{verb}”的命令。可用的命令：serve、migrate、validate、try。"),
        };
        reader.RefuseRest();
        return command;
    }

    private static Serve ReadServe(ArgumentReader reader, Func<string, string?> environment)
    {
        var demo = reader.TakeFlag("--demo");
        var role = Role(reader);
        if (demo && role != HostRole.All)
        {
            throw new UsageException("--demo 须运行全部服务，不能与 --role 同用。");
        }

        var neighbours = Neighbours(environment);
        if (!role.KnowsPeople() && (neighbours is null || neighbours.Of(HostRole.Office).Count == 0))
        {
            throw new UsageException($"--role {HostRoles.NameOf(role)} 须由环境变量 {Roles.Neighbours.Variable(HostRole.Office)} 给出编办服务（office）的地址，例如 http://office:5080。");
        }

        var secret = PersonSecret(environment);
        if (role is HostRole.Organization or HostRole.Finance or HostRole.HumanResources && secret is null)
        {
            throw new UsageException($"--role {HostRoles.NameOf(role)} 须由环境变量 {PersonSecrets.Variable} 给出人员标识密钥，各服务用同一个，例如 openssl rand -hex 32 的输出。");
        }

        return new Serve(role, demo, Data(reader, demo), Database(reader, environment), Urls(reader), Broker(environment), neighbours, secret);
    }

    private static PersonKeySecret? PersonSecret(Func<string, string?> environment)
    {
        try
        {
            return PersonSecrets.Read(environment);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static HostRole Role(ArgumentReader reader) => reader.TakeValue("--role") is not { } name
        ? HostRole.All
        : HostRoles.Find(name) ?? throw new UsageException($"--role 只能是 {HostRoles.Known} 之一，不能是“{name}”。");

    private static Neighbours? Neighbours(Func<string, string?> environment)
    {
        try
        {
            return Roles.Neighbours.Read(environment);
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static Migrate ReadMigrate(ArgumentReader reader, Func<string, string?> environment)
    {
        var demo = reader.TakeFlag("--demo");
        var role = Role(reader);
        return role == HostRole.Door
            ? throw new UsageException("--role door 没有数据库，不需要升级。")
            : new Migrate(role, Data(reader, demo), Database(reader, environment));
    }

    private static TryOut ReadTry(ArgumentReader reader)
    {
        var inputs = new List<KeyValuePair<string, string>>();
        while (reader.TakeValue("--input") is { } input)
        {
            var split = input.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw new UsageException($"--input 应写成 名称=JSON，不能是“{input}”。");
            }

            inputs.Add(new(input[..split], input[(split + 1)..]));
        }

        DateTimeOffset? now = null;
        if (reader.TakeValue("--now") is { } text)
        {
            now = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : throw new UsageException($"--now 应为 ISO 8601 时间，不能是“{text}”。");
        }

        var definitions = reader.TakeValue("--definitions");
        var script = reader.TakeValue("--script");
        var json = reader.TakeFlag("--json");
        var files = reader.TakeRest("要试运行的流程文件");
        return files.Count == 1
            ? new TryOut(files[0], definitions, inputs, script, now, json)
            : throw new UsageException("try 一次只能运行一个文件。");
    }

    private static string Data(ArgumentReader reader, bool demo) =>
        reader.TakeValue("--data") ?? (demo ? Path.Combine("data", "demo") : "data");

    private static string? Database(ArgumentReader reader, Func<string, string?> environment) =>
        reader.TakeValue("--database") ?? (environment("ORCHESTRATOR_DATABASE") is { Length: > 0 } text ? text : null);

    // The address holds a password, and command lines can be read by everybody on the machine.
    private static BrokerOptions? Broker(Func<string, string?> environment)
    {
        try
        {
            return environment("ORCHESTRATOR_BROKER") is { Length: > 0 } address ? BrokerOptions.Parse(address, environment("ORCHESTRATOR_BROKER_PREFIX")) : null;
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"环境变量 ORCHESTRATOR_BROKER 有误：{wrong.Message}");
        }
    }

    private static string Urls(ArgumentReader reader)
    {
        var urls = reader.TakeValue("--urls") ?? DefaultUrls;
        foreach (var url in urls.Split(';'))
        {
            // Kestrel also takes http://*:80 and http://+:80, which are no URIs.
            var plain = url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                throw new UsageException($"--urls 中的“{url}”不是有效的地址，例如 http://127.0.0.1:5080。");
            }
        }

        return urls;
    }
}

/// <summary>The command line cannot be understood; the message says why.</summary>
public sealed class UsageException(string message) : Exception(message);
