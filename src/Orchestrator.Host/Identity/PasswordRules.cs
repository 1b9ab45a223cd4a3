namespace Orchestrator.Host.Identity;

/// <summary>What a password must be like. <see cref="MaxAge"/> of zero means that passwords do not age.</summary>
public sealed record PasswordRules(int MinLength = 10, int Classes = 3, int Remembered = 5, TimeSpan MaxAge = default)
{
    private const int MaxLength = 128;

    /// <summary>Why the password is refused, every reason; empty when it is acceptable.</summary>
    public IReadOnlyList<string> Check(string password, string userName)
    {
        var reasons = new List<string>();
        if (password.Length < MinLength)
        {
            reasons.Add($"密码至少 {MinLength} 位，现为 {password.Length} 位。");
        }

        // Hashing is deliberately slow; without a limit a long text would be a cheap attack.
        if (password.Length > MaxLength)
        {
            reasons.Add($"密码最多 {MaxLength} 位。");
        }

        if (CountClasses(password) < Classes)
        {
            reasons.Add($"密码须包含大写字母、小写字母、数字、符号中的至少 {Classes} 类。");
        }

        if (userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
        {
            reasons.Add("密码不得包含用户名。");
        }

        if (password.Distinct().Count() < 4)
        {
            reasons.Add("密码不得由少数几个字符重复组成。");
        }

        return reasons;
    }

    public bool Expired(DateTimeOffset changedAt, DateTimeOffset now) => MaxAge > TimeSpan.Zero && now - changedAt > MaxAge;

    private static int CountClasses(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
        + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
}
