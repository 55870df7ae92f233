// Unpacks Chromium and the libraries that a bare machine lacks into the folder that TMPDIR names; prints where it lies.
import chromium from '@sparticuz/chromium'

process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
console.log(await chromium.executablePath())
