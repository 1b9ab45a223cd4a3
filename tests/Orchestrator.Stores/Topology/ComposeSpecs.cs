using System.Text.RegularExpressions;
using Orchestrator.Host.Roles;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Topology;

/// <summary>What the compose file and the Dockerfile promise, as far as it can be told without a container.</summary>
public sealed partial class ComposeSpecs
{
    /// <summary>Stand-ins for what <c>.env</c> would say.</summary>
    internal static IReadOnlyDictionary<string, string> Passwords { get; } = new Dictionary<string, string>
    {
        ["POSTGRES_PASSWORD"] = "p1", ["RABBITMQ_PASSWORD"] = "p2", ["OFFICE_PASSWORD"] = "p3", ["ORGANIZATION_PASSWORD"] = "p4", ["FINANCE_PASSWORD"] = "p5", ["HUMAN_RESOURCES_PASSWORD"] = "p6",
        ["PERSON_SECRET"] = "a secret of thirty-two characters or more",
    };

    private readonly ComposeFile _file = ComposeFile.Read(Passwords);

    [Fact]
    public void Every_role_has_a_container_and_the_office_has_two()
    {
        var roles = _file.Services.Values.Where(service => service.Ours).Select(service => service.Command[service.Command.ToList().IndexOf("--role") + 1]).ToList();
        roles.Order().ShouldBe(((HostRole[])[.. Orchestrator.Host.Roles.HostRoles.Services, HostRole.Office, HostRole.Door]).Select(Orchestrator.Host.Roles.HostRoles.NameOf).Order());
    }

    [Fact]
    public void Every_container_says_whether_it_is_well_and_waits_for_what_it_needs()
    {
        _file.Services.Values.Where(service => service.HealthTest is null).ShouldBeEmpty();
        foreach (var service in _file.Services.Values.Where(service => service.Environment.ContainsKey("ORCHESTRATOR_DATABASE")))
        {
            service.DependsOn.ShouldBe(["postgres", "rabbitmq"], service.Name);
        }
    }

    [Fact]
    public void No_secret_stands_in_the_file()
    {
        var values = Assignment().Matches(Variable().Replace(_file.Text, "variable")).Select(match => match.Groups["value"].Value);
        values.Except(["variable", "$$(printenv", "\"$$password\"", "'password'"]).ShouldBeEmpty();
        foreach (var password in Passwords.Keys)
        {
            Should.Throw<InvalidOperationException>(() => ComposeFile.Read(Passwords.Where(pair => pair.Key != password).ToDictionary())).Message.ShouldContain(password);
        }
    }

    [Fact]
    public void Each_authority_has_a_database_and_a_password_of_its_own()
    {
        var connections = _file.Services.Values.Select(service => service.Environment.GetValueOrDefault("ORCHESTRATOR_DATABASE")).OfType<string>().Distinct().ToList();
        connections.Count.ShouldBe(4);
        connections.Select(text => new Npgsql.NpgsqlConnectionStringBuilder(text)).ShouldAllBe(parts => parts.Username == parts.Database && _file.Databases.Contains(parts.Database!));
        connections.Select(text => new Npgsql.NpgsqlConnectionStringBuilder(text).Password).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void What_the_image_copies_is_there_and_what_it_starts_is_the_host()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Folder, "Dockerfile"));
        var sources = lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[1..^1]).ToList();
        sources.ShouldContain("src/web/package.json");
        sources.Where(source => !Path.Exists(Path.Combine(Repository.Folder, source))).ShouldBeEmpty();
        lines.ShouldContain("ENTRYPOINT [\"dotnet\", \"Orchestrator.Host.dll\"]");
    }

    [GeneratedRegex("(?i)(password|pass|secret)['\"]?\\s*[:= ]\\s*(?<value>[^\\s;]+)")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$\{[^}]*\}")]
    private static partial Regex Variable();
}
