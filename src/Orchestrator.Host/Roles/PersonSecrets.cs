using System.Security.Cryptography;
using System.Text;
using Orchestrator.Contracts.People;

namespace Orchestrator.Host.Roles;

/// <summary>
/// The installation's secret of person keys (decision 14). Services that run apart get it from the environment, all the same
/// one; a process that runs everything makes one in its data folder.
/// </summary>
internal static class PersonSecrets
{
    public const string Variable = "ORCHESTRATOR_PERSON_SECRET";

    private const string FileName = "person-secret";

    /// <summary>Null when the environment has none. Throws <see cref="FormatException"/> when it is too short.</summary>
    public static PersonKeySecret? Read(Func<string, string?> environment) => environment(Variable) is { Length: > 0 } text ? Of(text) : null;

    /// <summary>That of the folder, made there when it is the first time.</summary>
    public static PersonKeySecret Of(DirectoryInfo data)
    {
        data.Create();
        var path = Path.Combine(data.FullName, FileName);
        try
        {
            var fresh = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                fresh.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(path, Encoding.ASCII, fresh);
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PersonKeySecret.LeastBytes)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // It was made before.
        }

        return Of(File.ReadAllText(path).Trim());
    }

    private static PersonKeySecret Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length >= PersonKeySecret.LeastBytes
            ? new(bytes)
            : throw new FormatException($"人员标识密钥（{Variable}，或数据目录中的 {FileName}）至少{PersonKeySecret.LeastBytes}个字符，例如 openssl rand -hex 32 的输出。");
    }
}
