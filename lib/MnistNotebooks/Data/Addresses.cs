using System.Text.RegularExpressions;

namespace MnistNotebooks.Data;

/// <summary>Addresses in messages. One of a proxy may hold a user's name and password, which nobody else should read.</summary>
internal static partial class Addresses
{
    /// <summary>The text, with nothing between <c>://</c> and the <c>@</c> before the host.</summary>
    public static string WithoutUsers(string text) => UserAndPassword().Replace(text, "://");

    // A password may hold an @; the last one stands before the host.
    [GeneratedRegex(@"://[^\s/?#'""<>]*@")]
    private static partial Regex UserAndPassword();
}
